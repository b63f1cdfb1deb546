// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Catalog;

/// <summary>What a language front end may refer to while it turns a text into a plan.</summary>
/// <param name="Catalog">The tables of all vendors.</param>
public sealed record BindContext(ViewCatalog Catalog)
{
    /// <summary>Texts of saved queries and functions by name (<c>$name()</c> in CQL, functions in KQL).</summary>
    public IReadOnlyDictionary<string, string> SavedQueries
    {
        get => Saved.Value;
        init => Saved = new(value);
    }

    /// <summary>The same, read when a query names something that is no table and no function of its language.</summary>
    public Lazy<IReadOnlyDictionary<string, string>> Saved { get; init; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>Values of query parameters by name (<c>?name</c> in CQL).</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The text of the file that may stand for an address outside; null when none may.</summary>
    public Func<string, OutsideText?> Outside { get; init; } = static _ => null;

    /// <summary>Whether limits that the product sets by itself (200 events where a query names none) hold here too.</summary>
    public bool VendorLimits { get; init; }

    /// <summary>Whether what the vendor would refuse is refused here too, instead of accepted with a warning.</summary>
    public bool Strict { get; init; }
}

/// <summary>The text of a file that stands for an address outside.</summary>
/// <param name="Text">The text, or null.</param>
/// <param name="Problem">Why there is none.</param>
public sealed record OutsideText(string? Text, string? Problem);
