// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Geography;
using Tapwatch.Engine.Geography.Hexagons;
using Tapwatch.Engine.Geography.Squares;

namespace Tapwatch.Tests.Engine.Geography;

public class GridTests
{
    [Fact]
    public void The_middle_of_a_hexagon_lies_in_it_and_in_no_other()
    {
        foreach (var (place, i) in Places(2000))
        {
            var cell = HexagonGrid.At(place, i % 16);
            Assert.Equal(cell, HexagonGrid.At(HexagonGrid.Center(cell), i % 16));
            Assert.Equal(cell, HexagonCell.Parse(Encoding.ASCII.GetBytes(cell.ToString())));
        }
    }

    [Fact]
    public void Around_a_pentagon_every_cell_contains_its_middle()
    {
        foreach (var pentagon in Enumerable.Range(0, BaseCells.Count).Where(static n => BaseCells.Of(n).IsPentagon).Select(static n => HexagonCell.Of(n, [])))
        {
            var cells = pentagon.Children(4).ToList();
            Assert.Equal(2001, cells.Count);
            Assert.All(cells, static c => Assert.Equal(c, HexagonGrid.At(HexagonGrid.Center(c), 4)));
        }
    }

    [Fact]
    public void There_are_two_cells_and_120_times_seven_for_each_resolution()
    {
        Assert.Equal(2 + (120 * 49), Enumerable.Range(0, BaseCells.Count).Sum(static n => HexagonCell.Of(n, []).Children(2).Count()));
    }

    [Fact]
    public void The_children_of_a_hexagon_have_it_as_parent()
    {
        foreach (var (place, i) in Places(50))
        {
            var cell = HexagonGrid.At(place, i % 13);
            Assert.All(cell.Children(cell.Resolution + 2), child => Assert.Equal(cell, child.Parent(cell.Resolution)));
        }
    }

    [Fact]
    public void Hexagons_fill_the_sphere()
    {
        var area = Enumerable.Range(0, BaseCells.Count).SelectMany(static n => HexagonCell.Of(n, []).Children(1)).Sum(static c => new Ring([.. HexagonGrid.Boundary(c)]).SignedArea());
        Assert.Equal(4 * Math.PI, area, 1e-9);
    }

    [Fact]
    public void Rings_of_hexagons_grow_by_six_and_neighbors_are_mutual()
    {
        foreach (var (place, i) in Places(100))
        {
            var cell = HexagonGrid.At(place, 3 + (i % 13));
            var rings = HexagonRings.Of(cell, 3);
            Assert.Equal(rings.Sum(static r => r.Count), rings.SelectMany(static r => r).Distinct().Count());
            Assert.All(rings[1], n => Assert.Contains(cell, HexagonRings.Neighbors(n)));
            if (rings[1].Count == 6 && !rings.SelectMany(static r => r).Any(static c => c.IsPentagon))
            {
                Assert.Equal([1, 6, 12, 18], rings.Select(static r => r.Count));
            }
        }
    }

    [Fact]
    public void Around_every_pentagon_are_five_cells()
    {
        Assert.All(
            Enumerable.Range(0, BaseCells.Count).Where(static n => BaseCells.Of(n).IsPentagon),
            static n => Assert.Equal(5, HexagonRings.Neighbors(HexagonCell.Of(n, [0, 0, 0])).Count));
    }

    [Fact]
    public void The_middle_of_a_square_lies_in_it_and_its_quarters_fill_it()
    {
        foreach (var (place, i) in Places(2000))
        {
            var cell = SquareCell.At(place, i % 31);
            Assert.Equal(i % 31, cell.Level);
            Assert.Equal(cell, SquareCell.At(cell.Center, i % 31));
            Assert.Equal(cell, SquareCell.Parse(Encoding.ASCII.GetBytes(cell.ToString())));
            if (cell.Level < 25)
            {
                Assert.Equal(new Ring(cell.Corners).SignedArea(), cell.Children().Sum(static c => new Ring(c.Corners).SignedArea()), new Ring(cell.Corners).SignedArea() * 1e-6);
            }
        }
    }

    [Fact]
    public void Squares_that_touch_are_neighbors_of_each_other_also_over_the_edges_of_the_cube()
    {
        foreach (var (place, i) in Places(400).Append((new Vector(1, 1, 1).Normalized(), 5)).Append((new Vector(1, 1, 0.1).Normalized(), 3)))
        {
            var cell = SquareCell.At(place, 2 + (i % 27));
            var neighbors = cell.Neighbors();
            Assert.InRange(neighbors.Count, 7, 8);
            Assert.All(neighbors, n => Assert.Contains(cell, n.Neighbors()));
        }
    }

    [Fact]
    public void A_geohash_contains_its_place_and_begins_with_a_coarser_one()
    {
        foreach (var (place, i) in Places(2000))
        {
            var (longitude, latitude) = (place.Longitude, place.Latitude);
            var hash = Geohash.At(longitude, latitude, 1 + (i % 12));
            Assert.InRange(longitude, hash.West, hash.West + hash.Width);
            Assert.InRange(latitude, hash.South, hash.South + hash.Height);
            Assert.Equal(hash, Geohash.Parse(Encoding.ASCII.GetBytes(hash.ToString())));
            Assert.StartsWith(hash.ToString(), Geohash.At(longitude, latitude, 18).ToString(), StringComparison.Ordinal);
            Assert.All(hash.Length < 3 ? [] : hash.Neighbors(), n => Assert.Contains(hash, n.Neighbors()));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("8")]
    [InlineData("7f1a1072fffffff")]
    [InlineData("862a1072ffffffe")]
    [InlineData("862a107a7ffffff0f")]
    public void What_is_no_cell_is_none(string token) => Assert.Null(HexagonCell.Parse(Encoding.UTF8.GetBytes(token)));

    [Fact]
    public void Any_token_is_a_cell_or_none()
    {
        var random = new Random(20260105);
        for (var i = 0; i < 2000; i++)
        {
            var token = Encoding.ASCII.GetBytes(random.NextInt64().ToString("x")[..random.Next(1, 8)].PadRight(15, 'f'));
            if (HexagonCell.Parse(token) is { } hexagon)
            {
                Assert.Equal(hexagon, HexagonGrid.At(HexagonGrid.Center(hexagon), hexagon.Resolution));
            }

            if (SquareCell.Parse(token) is { } square)
            {
                Assert.Equal(square, SquareCell.At(square.Center, square.Level));
            }
        }
    }

    static IEnumerable<(Vector Place, int Index)> Places(int count)
    {
        var random = new Random(7);
        for (var i = 0; i < count; i++)
        {
            yield return (Vector.At((random.NextDouble() * 360) - 180, Math.Asin((random.NextDouble() * 2) - 1) * 180 / Math.PI), i);
        }
    }
}
