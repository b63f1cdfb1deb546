// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Detections.Outputs;

/// <summary>What outputs say about the program that made them.</summary>
public static class ProductInfo
{
    /// <summary>The name.</summary>
    public const string Name = "Tapwatch";

    /// <summary>The version, <c>major.minor.patch</c>.</summary>
    public static string Version { get; } = typeof(ProductInfo).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
