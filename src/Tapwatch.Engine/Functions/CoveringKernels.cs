// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Geography;
using Tapwatch.Engine.Geography.Hexagons;
using Tapwatch.Engine.Geography.Squares;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.DynamicBuilding;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Shapes as the cells that cover them.</summary>
static class CoveringKernels
{
    // Kusto, geo_polygon_to_s2cells and geo_polygon_to_h3cells.
    const int MostSquares = 65536;
    const int MostHexagons = 61680;

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(GridFunctions.SquaresOfPolygon, static _ => Squares(line: false)),
        PerRow(GridFunctions.SquaresOfLine, static _ => Squares(line: true)),
        PerRow(GridFunctions.HexagonsOfPolygon, Hexagons),
    ];

    static Kernel Squares(bool line)
    {
        var shapes = new ShapeReader();
        return Building((in a, json) =>
        {
            if ((line ? shapes.ReadLine(a.Text(0)) : shapes.ReadPolygon(a.Text(0))) is not { } shape
                || a.Long(1) is < 0 or > SquareCell.Finest || a.Real(2) is not (>= 0 and <= double.MaxValue)
                || SquareCovering.Of(shape, a.Real(2), (int)a.Long(1), MostSquares) is not { } cells)
            {
                return false;
            }

            json.Tokens(cells);
            return true;
        });
    }

    static Kernel Hexagons(CallSite site)
    {
        var shapes = new ShapeReader();
        return Building((in a, json) =>
        {
            if (shapes.ReadPolygon(a.Text(0)) is not { } shape || a.Long(1) is < 0 or > HexagonCell.Finest
                || HexagonCovering.Of(shape.Polygons, (int)a.Long(1), MostHexagons) is not { } cells)
            {
                return false;
            }

            json.Set(cells);
            return true;
        });
    }
}
