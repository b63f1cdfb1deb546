// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Parsing;

/// <summary>Type names as KQL writes them in declarations.</summary>
static class KqlTypes
{
    /// <summary>The type of that name, or null.</summary>
    public static ScalarType? Parse(string name) => name switch
    {
        "int32" => ScalarType.Int,
        "int64" or "uint" or "ulong" or "uint32" or "uint64" => ScalarType.Long,
        "object" => ScalarType.Dynamic,
        _ => ScalarTypeNames.TryParse(name, out var type) ? type : null,
    };
}
