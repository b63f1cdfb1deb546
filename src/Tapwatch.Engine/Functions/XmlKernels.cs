// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Text;
using Tapwatch.Plan.Functions;
using static Tapwatch.Engine.Functions.DynamicBuilding;
using static Tapwatch.Engine.Functions.ScalarImplementation;

namespace Tapwatch.Engine.Functions;

/// <summary>XML as objects.</summary>
static class XmlKernels
{
    // Kusto, parse_xml: what is longer is null.
    const int LongestDocument = 1 << 20;

    public static IEnumerable<ScalarImplementation> All =>
        [PerRow(ParseFunctions.Xml, static _ => Building(static (in a, json) => a.Text(0).Length <= LongestDocument && XmlText.TryWrite(a.Text(0), json)))];
}
