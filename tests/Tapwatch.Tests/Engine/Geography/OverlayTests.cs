// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Geography;

namespace Tapwatch.Tests.Engine.Geography;

public class OverlayTests
{
    [Fact]
    public void What_two_areas_cover_and_what_they_share_is_as_much_as_both()
    {
        var random = new Random(11);
        for (var i = 0; i < 200; i++)
        {
            var (a, b) = (Star(random, 0, 0), Star(random, random.NextDouble() * 4, random.NextDouble() * 4));
            var (union, common) = (Overlay.Union(a, b), Overlay.Intersection(a, b).Area);
            Assert.Equal(a.Area() + b.Area(), union.Area() + common.Area(), 1e-9);
            Assert.True(union.Perimeter() + common.Perimeter() <= a.Perimeter() + b.Perimeter() + 1e-9);
        }
    }

    [Fact]
    public void A_place_lies_in_the_union_when_it_lies_in_one_of_both()
    {
        var random = new Random(12);
        for (var i = 0; i < 50; i++)
        {
            var (a, b) = (Star(random, 0, 0), Star(random, 2, 1));
            var (union, common) = (Overlay.Union(a, b), Overlay.Intersection(a, b).Area);
            for (var k = 0; k < 40; k++)
            {
                var place = Vector.At((random.NextDouble() * 12) - 5, (random.NextDouble() * 12) - 5);
                Assert.Equal(a.Contains(place) || b.Contains(place), union.Contains(place));
                Assert.Equal(a.Contains(place) && b.Contains(place), common.Contains(place));
            }
        }
    }

    [Fact]
    public void Areas_side_by_side_become_one_without_the_edge_between_them()
    {
        var (west, east) = (Box(0, 0, 1, 1), Box(1, 0, 2, 1));
        var union = Overlay.Union(west, east);
        Assert.Equal(6, Assert.Single(union.Rings).Count);
        var (area, lines, points) = Overlay.Intersection(west, east);
        Assert.Empty(area.Rings);
        Assert.Equal(2, Assert.Single(lines).Length);
        Assert.Empty(points);
    }

    [Fact]
    public void A_hole_is_a_ring_the_other_way_around()
    {
        var frame = Overlay.Union([Box(0, 0, 3, 1), Box(0, 2, 3, 3), Box(0, 0, 1, 3), Box(2, 0, 3, 3)]);
        Assert.Equal(2, frame.Rings.Count);
        Assert.False(frame.Contains(Vector.At(1.5, 1.5)));
        Assert.True(frame.Contains(Vector.At(0.5, 1.5)));
    }

    [Fact]
    public void A_buffer_holds_what_is_near_and_nothing_else()
    {
        var random = new Random(14);
        for (var i = 0; i < 60; i++)
        {
            var star = Star(random, 0, 0);
            var radius = (0.1 + random.NextDouble()) * Math.PI / 180;
            var buffer = new Tapwatch.Engine.Geography.Buffer(radius, radius * 0.01);
            buffer.AddRing(star.Rings[0]);
            var area = buffer.Build();
            for (var k = 0; k < 40; k++)
            {
                var place = Vector.At((random.NextDouble() * 14) - 7, (random.NextDouble() * 14) - 7);
                var distance = star.Contains(place) ? 0 : star.Nearest(place).AngleTo(place);
                if (distance < radius * 0.99 || distance > radius)
                {
                    Assert.Equal(distance < radius, area.Contains(place));
                }
            }
        }
    }

    [Fact]
    public void A_circle_has_as_many_corners_as_its_error_allows()
    {
        var corners = new[] { 0.5, 0.1, 0.01, 0.0001 }.Select(static error =>
        {
            var buffer = new Tapwatch.Engine.Geography.Buffer(0.001, 0.001 * error);
            buffer.AddPlace(Vector.At(20, -30));
            return Assert.Single(buffer.Build().Rings).Count;
        });
        Assert.Equal([3, 7, 23, 223], corners);
    }

    [Fact]
    public void Any_bytes_are_a_shape_or_none()
    {
        var random = new Random(13);
        var good = """{"type":"Polygon","coordinates":[[[0,0],[3,0],[3,3],[0,3],[0,0]],[[1,1],[1,2],[2,2],[1,1]]]}"""u8.ToArray();
        Assert.NotNull(new ShapeReader().ReadPolygon(good));
        for (var i = 0; i < 3000; i++)
        {
            var mutated = (byte[])good.Clone();
            for (var k = 0; k <= random.Next(4); k++)
            {
                mutated[random.Next(mutated.Length)] = (byte)"0123456789[]{},.\"-e"[random.Next(19)];
            }

            if (new ShapeReader().ReadPolygon(mutated) is { } shape)
            {
                Assert.True(shape.Area.Area() >= 0, Encoding.UTF8.GetString(mutated));
            }
        }
    }

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,91],[0,0]]]}""")]
    [InlineData("""{"type":"LineString","coordinates":[[0,0],[180,0]]}""")]
    [InlineData("""{"type":"LineString","coordinates":[[0,0]]}""")]
    [InlineData("""{"type":"Point","coordinates":[0,0]}""")]
    [InlineData("""["type"]""")]
    public void What_is_not_valid_is_no_shape(string json) => Assert.Null(new ShapeReader().Read(Encoding.UTF8.GetBytes(json)));

    static Polygon Box(double west, double south, double east, double north) =>
        new([new Ring([Vector.At(west, south), Vector.At(east, south), Vector.At(east, north), Vector.At(west, north)])]);

    // A ring around a place whose corners are near and far by chance.
    static Polygon Star(Random random, double longitude, double latitude)
    {
        var corners = new Vector[random.Next(3, 12)];
        for (var i = 0; i < corners.Length; i++)
        {
            var (far, angle) = (1 + (random.NextDouble() * 4), 2 * Math.PI * (i + (random.NextDouble() * 0.5)) / corners.Length);
            corners[i] = Vector.At(longitude + (far * Math.Cos(angle)), latitude + (far * Math.Sin(angle)));
        }

        return new Polygon([new Ring(corners)]);
    }
}
