// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>Cells of the grids Geohash, S2 and H3, as their tokens. What is not valid gives null.</summary>
public static class GridFunctions
{
    public static readonly Function Geohash = Function.Of("geohash.cell", "Geohash of a place, so many letters long.", T.String, T.Real, T.Real, T.Long);
    public static readonly Function GeohashCenter = Function.Of("geohash.center", "The middle of a geohash.", T.Dynamic, T.String);
    public static readonly Function GeohashPolygon = Function.Of("geohash.polygon", "The rectangle of a geohash.", T.Dynamic, T.String);
    public static readonly Function GeohashNeighbors = Function.Of("geohash.neighbors", "The geohashes around one.", T.Dynamic, T.String);

    public static readonly Function Square = Function.Of("s2.cell", "S2 cell of a place at a level.", T.String, T.Real, T.Real, T.Long);
    public static readonly Function SquareCenter = Function.Of("s2.center", "The middle of an S2 cell.", T.Dynamic, T.String);
    public static readonly Function SquarePolygon = Function.Of("s2.polygon", "The boundary of an S2 cell.", T.Dynamic, T.String);
    public static readonly Function SquareNeighbors = Function.Of("s2.neighbors", "The S2 cells around one.", T.Dynamic, T.String);
    public static readonly Function SquaresOfPolygon = Function.Of("s2.cells_of_polygon", "The S2 cells of a level that a polygon, enlarged by so many metres, touches.", T.Dynamic, T.Dynamic, T.Long, T.Real);
    public static readonly Function SquaresOfLine = Function.Of("s2.cells_of_line", "The S2 cells of a level that come within so many metres of a line.", T.Dynamic, T.Dynamic, T.Long, T.Real);

    public static readonly Function Hexagon = Function.Of("h3.cell", "H3 cell of a place at a resolution.", T.String, T.Real, T.Real, T.Long);
    public static readonly Function HexagonCenter = Function.Of("h3.center", "The middle of an H3 cell.", T.Dynamic, T.String);
    public static readonly Function HexagonPolygon = Function.Of("h3.polygon", "The boundary of an H3 cell.", T.Dynamic, T.String);
    public static readonly Function HexagonLevel = Function.Of("h3.level", "Resolution of an H3 cell.", T.Long, T.String);
    public static readonly Function HexagonParent = Function.Of("h3.parent", "The H3 cell of a coarser resolution (null: the next) that one belongs to.", T.String, T.String, T.Long).WithNulls();
    public static readonly Function HexagonChildren = Function.Of("h3.children", "The H3 cells of a finer resolution (null: the next) that belong to one.", T.Dynamic, T.String, T.Long).WithNulls();
    public static readonly Function HexagonNeighbors = Function.Of("h3.neighbors", "The H3 cells around one.", T.Dynamic, T.String);
    public static readonly Function HexagonRings = Function.Of("h3.rings", "Arrays of the H3 cells at distance 0, 1, 2…", T.Dynamic, T.String, T.Long);
    public static readonly Function HexagonsOfPolygon = Function.Of("h3.cells_of_polygon", "The H3 cells of a resolution whose middle lies in a polygon.", T.Dynamic, T.Dynamic, T.Long);

    internal static IEnumerable<Function> All =>
    [
        Geohash, GeohashCenter, GeohashPolygon, GeohashNeighbors, Square, SquareCenter, SquarePolygon, SquareNeighbors, SquaresOfPolygon, SquaresOfLine,
        Hexagon, HexagonCenter, HexagonPolygon, HexagonLevel, HexagonParent, HexagonChildren, HexagonNeighbors, HexagonRings, HexagonsOfPolygon,
    ];
}
