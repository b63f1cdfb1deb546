// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Engine.Geography;
using Tapwatch.Engine.Geography.Hexagons;
using Tapwatch.Engine.Geography.Squares;
using Tapwatch.Engine.Json;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.DynamicBuilding;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>Cells of Geohash, S2 and H3.</summary>
static class GridKernels
{
    // Kusto, geo_h3cell_children and geo_h3cell_rings.
    const int MostLevelsDown = 5;
    const int MostRings = 142;

    public static IEnumerable<ScalarImplementation> All =>
    [
        PerRow(GridFunctions.Geohash, static (in a, r) => SetToken<Geohash>(r, PlaceKernels.TryPlace(a, 0, out _) && a.Long(2) is >= 1 and <= Geohash.Longest ? Geohash.At(a.Real(0), a.Real(1), (int)a.Long(2)) : null)),
        PerRow(GridFunctions.GeohashCenter, static _ => Of(static (Geohash g, JsonBuilder json) => json.Point(g.West + (g.Width / 2), g.South + (g.Height / 2)), Geohash.Parse)),
        PerRow(GridFunctions.GeohashPolygon, static _ => Of(Rectangle, Geohash.Parse)),
        PerRow(GridFunctions.GeohashNeighbors, static _ => Of(static (Geohash g, JsonBuilder json) => json.Set(g.Neighbors()), Geohash.Parse)),
        PerRow(GridFunctions.Square, static (in a, r) => SetToken<SquareCell>(r, PlaceKernels.TryPlace(a, 0, out var place) && a.Long(2) is >= 0 and <= SquareCell.Finest ? SquareCell.At(place, (int)a.Long(2)) : null)),
        PerRow(GridFunctions.SquareCenter, static _ => Of(static (SquareCell c, JsonBuilder json) => json.Point(c.Center), SquareCell.Parse)),
        PerRow(GridFunctions.SquarePolygon, static _ => Of(static (SquareCell c, JsonBuilder json) => json.Polygon(new Polygon([new Ring(c.Corners)])), SquareCell.Parse)),
        PerRow(GridFunctions.SquareNeighbors, static _ => Of(static (SquareCell c, JsonBuilder json) => json.Set(c.Neighbors()), SquareCell.Parse)),
        PerRow(GridFunctions.Hexagon, static (in a, r) => SetToken<HexagonCell>(r, PlaceKernels.TryPlace(a, 0, out var place) && a.Long(2) is >= 0 and <= HexagonCell.Finest ? HexagonGrid.At(place, (int)a.Long(2)) : null)),
        PerRow(GridFunctions.HexagonCenter, static _ => Of(static (HexagonCell c, JsonBuilder json) => json.Point(HexagonGrid.Center(c)), HexagonCell.Parse)),
        PerRow(GridFunctions.HexagonPolygon, static _ => Of(static (HexagonCell c, JsonBuilder json) => json.Polygon(new Polygon([new Ring([.. HexagonGrid.Boundary(c)])])), HexagonCell.Parse)),
        PerRow(GridFunctions.HexagonLevel, Level),
        PerRow(GridFunctions.HexagonParent, Parent),
        PerRow(GridFunctions.HexagonChildren, static _ => Building(Children)),
        PerRow(GridFunctions.HexagonNeighbors, static _ => Of(static (HexagonCell c, JsonBuilder json) => json.Set(HexagonRings.Neighbors(c)), HexagonCell.Parse)),
        PerRow(GridFunctions.HexagonRings, static _ => Building(Rings)),
    ];

    delegate T? Parse<T>(ReadOnlySpan<byte> token)
        where T : struct;

    static Kernel Of<T>(Action<T, JsonBuilder> write, Parse<T> parse)
        where T : struct =>
        Building((in a, json) =>
        {
            if (parse(a.Text(0)) is not { } cell)
            {
                return false;
            }

            write(cell, json);
            return true;
        });

    static void SetToken<T>(Result r, T? cell)
        where T : struct
    {
        if (cell is { } found)
        {
            r.Set(found.ToString());
        }
        else
        {
            r.SetNull();
        }
    }

    static void Rectangle(Geohash hash, JsonBuilder json)
    {
        var (west, south, east, north) = (hash.West, hash.South, hash.West + hash.Width, hash.South + hash.Height);
        json.Raw("{\"type\":\"Polygon\",\"coordinates\":[["u8);
        json.Place(west, south);
        json.Raw(","u8);
        json.Place(east, south);
        json.Raw(","u8);
        json.Place(east, north);
        json.Raw(","u8);
        json.Place(west, north);
        json.Raw(","u8);
        json.Place(west, south);
        json.Raw("]]}"u8);
    }

    static void Level(in Arguments a, Result r)
    {
        if (HexagonCell.Parse(a.Text(0)) is { } cell)
        {
            r.Set((long)cell.Resolution);
        }
        else
        {
            r.SetNull();
        }
    }

    static void Parent(in Arguments a, Result r)
    {
        HexagonCell? found = null;
        if (!a.IsNull(0) && HexagonCell.Parse(a.Text(0)) is { } cell)
        {
            var level = a.IsNull(1) ? cell.Resolution - 1 : a.Long(1);
            found = level >= 0 && level <= cell.Resolution ? cell.Parent((int)level) : null;
        }

        SetToken(r, found);
    }

    static bool Children(in Arguments a, JsonBuilder json)
    {
        if (a.IsNull(0) || HexagonCell.Parse(a.Text(0)) is not { } cell)
        {
            return false;
        }

        var level = a.IsNull(1) ? cell.Resolution + 1 : a.Long(1);
        if (level < cell.Resolution || level > HexagonCell.Finest || level - cell.Resolution > MostLevelsDown)
        {
            return false;
        }

        json.Tokens(cell.Children((int)level));
        return true;
    }

    static bool Rings(in Arguments a, JsonBuilder json)
    {
        if (a.Long(1) is < 0 or > MostRings || HexagonCell.Parse(a.Text(0)) is not { } cell)
        {
            return false;
        }

        json.Raw("["u8);
        foreach (var ring in HexagonRings.Of(cell, (int)a.Long(1)))
        {
            json.Raw(json.Length > 1 ? ","u8 : []);
            json.Tokens(ring);
        }

        json.Raw("]"u8);
        return true;
    }
}
