// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Aql.Functions;

/// <summary>Functions that ask a QRadar deployment what no log holds: offenses, geography, servers.</summary>
static class DeploymentFunctions
{
    public static IEnumerable<AqlFunction> All =>
    [
        .. Refused("a saved search of assets lives in a console", "MATCHESASSETSEARCH"),
        .. Refused("there is no network hierarchy here", "NETWORKNAME", "FULLNETWORKNAME"),
        .. Refused("there are no offenses here", "INOFFENSE", "OFFENSE_TIME"),
        .. Refused("there is no geographic database here", "GEO::LOOKUP", "GEO::DISTANCE", "GEO::LOOKUP_TEXT", "GEO::LOOKUP_BY_DOMAIN", "GEO::DISTANCE_BY_DOMAIN"),
        .. Refused("there are no servers here", "ARIELSERVERS4EPID", "ARIELSERVERS4EPNAME", "COMPONENTID"),
    ];

    static IEnumerable<AqlFunction> Refused(string why, params string[] names) => names.Select(name => new AqlFunction(name, 0, 64, "arguments", call =>
    {
        call.Diagnostics.Add(Messages.UnsupportedFunction(call.Syntax.NameSpan, call.Syntax.Name, "AQL", why));
        return null;
    }));
}
