// SPDX-License-Identifier: Apache-2.0

using T = Tapwatch.Records.Columns.ScalarType;

namespace Tapwatch.Plan.Functions;

/// <summary>
/// Places, lines and polygons on a sphere: places as longitude and latitude in degrees, shapes as GeoJSON, lengths in metres. What is not valid gives null.
/// </summary>
public static class GeographyFunctions
{
    public static readonly Function Distance = Function.Of("geography.distance", "Distance of two places.", T.Real, T.Real, T.Real, T.Real, T.Real);
    public static readonly Function SpheroidDistance = Function.Of("geography.spheroid_distance", "Distance of two places on the WGS-84 spheroid.", T.Real, T.Real, T.Real, T.Real, T.Real);
    public static readonly Function Azimuth = Function.Of("geography.azimuth", "Direction from the first place to the second, clockwise from north in radians.", T.Real, T.Real, T.Real, T.Real, T.Real);
    public static readonly Function Angle = Function.Of("geography.angle", "Clockwise angle in radians between the ways from the first place to the second and on to the third.", T.Real, T.Real, T.Real, T.Real, T.Real, T.Real, T.Real);
    public static readonly Function InCircle = Function.Of("geography.in_circle", "Whether a place lies within so many metres of another.", T.Bool, T.Real, T.Real, T.Real, T.Real, T.Real);
    public static readonly Function InPolygon = Function.Of("geography.in_polygon", "Whether a place lies in a polygon.", T.Bool, T.Real, T.Real, T.Dynamic);

    public static readonly Function DistanceToLine = Function.Of("geography.distance_to_line", "Distance of a place from a line.", T.Real, T.Real, T.Real, T.Dynamic);
    public static readonly Function DistanceToPolygon = Function.Of("geography.distance_to_polygon", "Distance of a place from a polygon, 0 inside.", T.Real, T.Real, T.Real, T.Dynamic);
    public static readonly Function NearestOnLine = Function.Of("geography.nearest_on_line", "The place of a line that is nearest to a place.", T.Dynamic, T.Real, T.Real, T.Dynamic);
    public static readonly Function NearestOnPolygon = Function.Of("geography.nearest_on_polygon", "The place of a polygon that is nearest to a place.", T.Dynamic, T.Real, T.Real, T.Dynamic);

    public static readonly Function LineLength = Function.Of("geography.line_length", "Length of a line.", T.Real, T.Dynamic);
    public static readonly Function LineCentroid = Function.Of("geography.line_centroid", "Centroid of a line.", T.Dynamic, T.Dynamic);
    public static readonly Function LineAt = Function.Of("geography.line_at", "The place at a part of the length of a line.", T.Dynamic, T.Dynamic, T.Real);
    public static readonly Function LineLocate = Function.Of("geography.line_locate", "The part of a line's length at which it comes nearest to a place.", T.Real, T.Dynamic, T.Real, T.Real);
    public static readonly Function PolygonArea = Function.Of("geography.polygon_area", "Area of a polygon in square metres.", T.Real, T.Dynamic);
    public static readonly Function PolygonCentroid = Function.Of("geography.polygon_centroid", "Centroid of a polygon.", T.Dynamic, T.Dynamic);
    public static readonly Function PolygonPerimeter = Function.Of("geography.polygon_perimeter", "Length of the boundary of a polygon.", T.Real, T.Dynamic);

    public static readonly Function DensifyLine = Function.Of("geography.densify_line", "A line with places between, so that its edges come within so many metres of straight ones on a flat map; whether they may run across longitude 180.", T.Dynamic, T.Dynamic, T.Real, T.Bool);
    public static readonly Function DensifyPolygon = Function.Of("geography.densify_polygon", "A polygon with places between, so that its edges come within so many metres of straight ones on a flat map; whether they may run across longitude 180.", T.Dynamic, T.Dynamic, T.Real, T.Bool);

    public static readonly Function BufferPlace = Function.Of("geography.buffer_place", "The polygon around a place at so many metres, and no edge of it nearer by more than so many.", T.Dynamic, T.Real, T.Real, T.Real, T.Real);
    public static readonly Function BufferLine = Function.Of("geography.buffer_line", "The polygon around a line at so many metres, and no edge of it nearer by more than so many.", T.Dynamic, T.Dynamic, T.Real, T.Real);
    public static readonly Function BufferPolygon = Function.Of("geography.buffer_polygon", "A polygon enlarged by so many metres, and no edge of it nearer by more than so many.", T.Dynamic, T.Dynamic, T.Real, T.Real);
    public static readonly Function SimplifyLine = Function.Of("geography.simplify_line", "A line without the places that lie within so many metres of others or of what is left.", T.Dynamic, T.Dynamic, T.Real);
    public static readonly Function SimplifyPolygon = Function.Of("geography.simplify_polygon", "A polygon without the corners that lie within so many metres of others or of what is left.", T.Dynamic, T.Dynamic, T.Real);
    public static readonly Function SimplifyPolygons = Function.Of("geography.simplify_polygons", "The polygons of an array as one, without the corners that lie within so many metres of others or of what is left.", T.Dynamic, T.Dynamic, T.Real);

    public static readonly Function UnionPolygons = Function.Of("geography.union_polygons", "What the polygons of an array cover together.", T.Dynamic, T.Dynamic);
    public static readonly Function UnionLines = Function.Of("geography.union_lines", "The lines of an array without what they share twice.", T.Dynamic, T.Dynamic);
    public static readonly Function CommonOfPolygons = Function.Of("geography.common_of_polygons", "What two polygons have in common.", T.Dynamic, T.Dynamic, T.Dynamic);
    public static readonly Function CommonOfLines = Function.Of("geography.common_of_lines", "What two lines have in common.", T.Dynamic, T.Dynamic, T.Dynamic);
    public static readonly Function LineInPolygon = Function.Of("geography.line_in_polygon", "The part of a line that lies in a polygon.", T.Dynamic, T.Dynamic, T.Dynamic);
    public static readonly Function PolygonsMeet = Function.Of("geography.polygons_meet", "Whether two polygons have anything in common.", T.Bool, T.Dynamic, T.Dynamic);
    public static readonly Function LinesMeet = Function.Of("geography.lines_meet", "Whether two lines have anything in common.", T.Bool, T.Dynamic, T.Dynamic);
    public static readonly Function LineMeetsPolygon = Function.Of("geography.line_meets_polygon", "Whether a line and a polygon have anything in common.", T.Bool, T.Dynamic, T.Dynamic);

    public static readonly Function FromText = Function.Of("geography.from_text", "Well-known text as GeoJSON.", T.Dynamic, T.String);

    internal static IEnumerable<Function> All =>
    [
        Distance, SpheroidDistance, Azimuth, Angle, InCircle, InPolygon, DistanceToLine, DistanceToPolygon, NearestOnLine, NearestOnPolygon,
        LineLength, LineCentroid, LineAt, LineLocate, PolygonArea, PolygonCentroid, PolygonPerimeter, DensifyLine, DensifyPolygon,
        BufferPlace, BufferLine, BufferPolygon, SimplifyLine, SimplifyPolygon, SimplifyPolygons,
        UnionPolygons, UnionLines, CommonOfPolygons, CommonOfLines, LineInPolygon, PolygonsMeet, LinesMeet, LineMeetsPolygon, FromText,
    ];
}
