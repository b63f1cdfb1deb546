// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>Places, shapes and grids on Earth. Source: the geo-* pages of Kusto's query reference.</summary>
static class KqlGeography
{
    public static IEnumerable<KqlFunction> All =>
    [
        new("geo_distance_2points", 4, 5, static c => Spheroid(c, 4) is { } spheroid ? (spheroid ? GeographyFunctions.SpheroidDistance : GeographyFunctions.Distance).Call(Reals(c, 0, 4)) : null),
        new("geo_azimuth", 4, 4, static c => GeographyFunctions.Azimuth.Call(Reals(c, 0, 4))),
        new("geo_angle", 6, 6, static c => GeographyFunctions.Angle.Call(Reals(c, 0, 6))),
        new("geo_point_in_circle", 5, 5, static c => GeographyFunctions.InCircle.Call(Reals(c, 0, 5))),
        PlaceAndShape("geo_point_in_polygon", GeographyFunctions.InPolygon),
        PlaceAndShape("geo_distance_point_to_line", GeographyFunctions.DistanceToLine),
        PlaceAndShape("geo_distance_point_to_polygon", GeographyFunctions.DistanceToPolygon),
        PlaceAndShape("geo_closest_point_on_line", GeographyFunctions.NearestOnLine),
        PlaceAndShape("geo_closest_point_on_polygon", GeographyFunctions.NearestOnPolygon),
        Shape("geo_line_length", GeographyFunctions.LineLength),
        Shape("geo_line_centroid", GeographyFunctions.LineCentroid),
        Shape("geo_polygon_area", GeographyFunctions.PolygonArea),
        Shape("geo_polygon_centroid", GeographyFunctions.PolygonCentroid),
        Shape("geo_polygon_perimeter", GeographyFunctions.PolygonPerimeter),
        new("geo_line_interpolate_point", 2, 2, static c => GeographyFunctions.LineAt.Call(c.Dynamic(0), c.Real(1))),
        new("geo_line_locate_point", 3, 4, Locate),
        Densify("geo_line_densify", GeographyFunctions.DensifyLine),
        Densify("geo_polygon_densify", GeographyFunctions.DensifyPolygon),
        new("geo_point_buffer", 3, 4, static c => GeographyFunctions.BufferPlace.Call([.. Reals(c, 0, 3), Tolerance(c, 3)])),
        new("geo_line_buffer", 2, 3, static c => GeographyFunctions.BufferLine.Call(c.Dynamic(0), c.Real(1), Tolerance(c, 2))),
        new("geo_polygon_buffer", 2, 3, static c => GeographyFunctions.BufferPolygon.Call(c.Dynamic(0), c.Real(1), Tolerance(c, 2))),
        Simplify("geo_line_simplify", GeographyFunctions.SimplifyLine),
        Simplify("geo_polygon_simplify", GeographyFunctions.SimplifyPolygon),
        Simplify("geo_simplify_polygons_array", GeographyFunctions.SimplifyPolygons),
        Shape("geo_union_polygons_array", GeographyFunctions.UnionPolygons),
        Shape("geo_union_lines_array", GeographyFunctions.UnionLines),
        Shapes("geo_intersection_2polygons", GeographyFunctions.CommonOfPolygons),
        Shapes("geo_intersection_2lines", GeographyFunctions.CommonOfLines),
        Shapes("geo_intersection_line_with_polygon", GeographyFunctions.LineInPolygon),
        Shapes("geo_intersects_2polygons", GeographyFunctions.PolygonsMeet),
        Shapes("geo_intersects_2lines", GeographyFunctions.LinesMeet),
        Shapes("geo_intersects_line_with_polygon", GeographyFunctions.LineMeetsPolygon),
        new("geo_from_wkt", 1, 1, static c => GeographyFunctions.FromText.Call(c.Text(0))),
        new("geo_info_from_ip_address", 1, 1, PlaceOfAddress),
        .. Grids,
    ];

    static IEnumerable<KqlFunction> Grids =>
    [
        Cell("geo_point_to_geohash", GridFunctions.Geohash, 5),
        Token("geo_geohash_to_central_point", GridFunctions.GeohashCenter),
        Token("geo_geohash_to_polygon", GridFunctions.GeohashPolygon),
        Token("geo_geohash_neighbors", GridFunctions.GeohashNeighbors),
        Cell("geo_point_to_s2cell", GridFunctions.Square, 11),
        Token("geo_s2cell_to_central_point", GridFunctions.SquareCenter),
        Token("geo_s2cell_to_polygon", GridFunctions.SquarePolygon),
        Token("geo_s2cell_neighbors", GridFunctions.SquareNeighbors),
        new("geo_polygon_to_s2cells", 1, 3, static c => GridFunctions.SquaresOfPolygon.Call(c.Dynamic(0), Level(c, 1, 11), c.Count > 2 ? c.Real(2) : Constant.Real(0))),
        new("geo_line_to_s2cells", 1, 3, static c => GridFunctions.SquaresOfLine.Call(c.Dynamic(0), Level(c, 1, 11), c.Count > 2 ? c.Real(2) : Constant.Real(0))),
        Cell("geo_point_to_h3cell", GridFunctions.Hexagon, 6),
        Token("geo_h3cell_to_central_point", GridFunctions.HexagonCenter),
        Token("geo_h3cell_to_polygon", GridFunctions.HexagonPolygon),
        Token("geo_h3cell_neighbors", GridFunctions.HexagonNeighbors),
        new("geo_h3cell_level", 1, 1, static c => c.Binder.To(GridFunctions.HexagonLevel.Call(c.Text(0)), T.Int)),
        new("geo_h3cell_parent", 1, 2, static c => c.NonNull(GridFunctions.HexagonParent.Call(c.Text(0), c.Count > 1 ? c.Long(1) : Constant.Null(T.Long)))),
        new("geo_h3cell_children", 1, 2, static c => GridFunctions.HexagonChildren.Call(c.Text(0), c.Count > 1 ? c.Long(1) : Constant.Null(T.Long))),
        new("geo_h3cell_rings", 2, 2, static c => GridFunctions.HexagonRings.Call(c.Text(0), c.Long(1))),
        new("geo_polygon_to_h3cells", 1, 3, Hexagons),
    ];

    static KqlFunction Shape(string name, Function function) => new(name, 1, 1, c => function.Call(c.Dynamic(0)));

    static KqlFunction Shapes(string name, Function function) => new(name, 2, 2, c => function.Call(c.Dynamic(0), c.Dynamic(1)));

    static KqlFunction PlaceAndShape(string name, Function function) => new(name, 3, 3, c => function.Call(c.Real(0), c.Real(1), c.Dynamic(2)));

    static KqlFunction Token(string name, Function function) => new(name, 1, 1, c => function.Call(c.Text(0)));

    static KqlFunction Cell(string name, Function function, int level) => new(name, 2, 3, c => c.NonNull(function.Call(c.Real(0), c.Real(1), Level(c, 2, level))));

    static KqlFunction Densify(string name, Function function) =>
        new(name, 1, 3, c => function.Call(c.Dynamic(0), Tolerance(c, 1), c.Count > 2 ? c.Bool(2) : Constant.Bool(false)));

    static KqlFunction Simplify(string name, Function function) => new(name, 1, 2, c =>
    {
        c.Binder.Report(Messages.PlacesLeft(c.Syntax.Function.Span, name));
        return function.Call(c.Dynamic(0), Tolerance(c, 1));
    });

    static Expression Tolerance(KqlCall call, int i) => i < call.Count ? call.Real(i) : Constant.Real(10);

    static Expression Level(KqlCall call, int i, int otherwise) => i < call.Count ? call.Long(i) : Constant.Long(otherwise);

    static Expression[] Reals(KqlCall call, int first, int count) => [.. Enumerable.Range(first, count).Select(call.Real)];

    // Whether the last argument asks for the spheroid; it must be a constant.
    static bool? Spheroid(KqlCall call, int i)
    {
        if (i >= call.Count || call[i] is Constant { Value: false })
        {
            return false;
        }

        if (call[i] is not Constant { Value: true })
        {
            call.Binder.Report(Messages.ConstantNeeded(call.ArgumentSyntax(i).Span, "`use_spheroid`"));
            return null;
        }

        return true;
    }

    static Expression? Locate(KqlCall call)
    {
        if (Spheroid(call, 3) is not { } spheroid)
        {
            return null;
        }

        if (spheroid)
        {
            call.Binder.Report(Messages.UnsupportedParameter(call.ArgumentSyntax(3).Span, "geo_line_locate_point", "use_spheroid", "KQL"));
            return null;
        }

        return GeographyFunctions.LineLocate.Call(call.Dynamic(0), call.Real(1), call.Real(2));
    }

    static Expression? Hexagons(KqlCall call)
    {
        if (call.Count > 2 && call[2] is not Constant { Value: 0L or 0.0 })
        {
            call.Binder.Report(Messages.UnsupportedParameter(call.ArgumentSyntax(2).Span, "geo_polygon_to_h3cells", "radius", "KQL"));
            return null;
        }

        return GridFunctions.HexagonsOfPolygon.Call(call.Dynamic(0), Level(call, 1, 6));
    }

    // Where an address is, only a database of addresses knows; none is here.
    static Constant PlaceOfAddress(KqlCall call)
    {
        call.Binder.Report(Messages.NoPlaces(call.Syntax.Function.Span, call.Syntax.Function.Name));
        return Constant.Null(T.Dynamic);
    }
}
