// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Plugins that look up which lines or polygons places are at: geo_line_lookup, geo_polygon_lookup.</summary>
sealed partial class KqlBinder
{
    BoundTable PlaceLookup(RowContext row, CallExpression call, bool isLine)
    {
        if (PluginArguments(call, isLine ? 5 : 4) is not { } arguments)
        {
            return BoundTable.Unknown;
        }

        var (places, named) = arguments;
        var right = Within(_scope, null, () => BindTable(places[0]));
        var (longitude, latitude) = (Scalar(places[2]), Scalar(places[3]));
        var radius = places.Length > 4 ? Scalar(places[4]) : named.TryGetValue("radius", out var given) ? Scalar(given) : null;
        if (right.Broken || IsUnknown(longitude) || IsUnknown(latitude) || WithoutBrackets(places[1]) is not NameExpression name || JoinColumn(right, name) is not { } key)
        {
            return BoundTable.Unknown;
        }

        // Every place with every shape; how the vendor finds the pairs faster (lookup_area_radius) changes nothing.
        var number = new PlanColumn("number", ScalarType.Long);
        var numbered = new Window(row.Node, [], [new WindowAssignment(number, WindowCatalogue.Number.Call(Constant.Long(0), Constant.Bool(false)))]);
        var pairs = new Join(JoinKind.Inner, numbered, right.Node, [new JoinKey(Constant.Long(0), Constant.Long(0), NullsMatch: false)]);
        Expression[] place = [To(longitude, ScalarType.Real), To(latitude, ScalarType.Real), To(key.Reference(), ScalarType.Dynamic)];
        var distance = isLine ? GeographyFunctions.DistanceToLine : GeographyFunctions.DistanceToPolygon;
        var met = new Filter(pairs, radius is null ? GeographyFunctions.InPolygon.Call(place) : CompareFunctions.LessOrEqual.Call(distance.Call(place), To(radius, ScalarType.Real)));

        HashSet<PlanColumn> leftOut = IsSet(named, "return_lookup_key") ? [] : [key];
        if (!IsSet(named, "return_unmatched"))
        {
            var columns = (Project)JoinColumns(pairs, row.Table, right, leftOut, isLookup: true);
            return Grown(row.Table, columns with { Input = met }, call.Span) with { Ordered = false };
        }

        var found = new PlanColumn("found", ScalarType.Long);
        var matches = new Project(met, [new Assignment(found, number.Reference()), .. right.Columns.Select(Assignment.Keep)]);
        var join = new Join(JoinKind.LeftOuter, numbered, matches, [new JoinKey(number.Reference(), found.Reference(), NullsMatch: false)]);
        return Grown(row.Table, JoinColumns(join, row.Table, right, leftOut, isLookup: true), call.Span) with { Ordered = false };
    }

    static bool IsSet(Dictionary<string, KqlExpression> named, string name) => named.GetValueOrDefault(name) is LiteralExpression { Value: true };
}
