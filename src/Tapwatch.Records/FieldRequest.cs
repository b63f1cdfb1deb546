// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records;

/// <summary>How the value of a field is wanted.</summary>
public enum FieldForm
{
    /// <summary>
    /// As text: a JSON string decoded, a number or boolean as written, an object or array as its JSON text; missing and JSON null are null.
    /// </summary>
    Text,

    /// <summary>As the JSON value it is, quotes and all; missing is null, JSON null is the value <c>null</c>.</summary>
    Json,
}

/// <summary>One field that a plan wants from every record: the only thing a reader extracts.</summary>
/// <param name="Path">
/// Where it stands. For JSON kinds a dotted path: <c>userIdentity.arn</c>, <c>resources[0].ARN</c>; a name that is no plain word
/// stands in backticks: <c>identity.claims.`http://…/upn`</c>. A flat key that contains the dots itself (<c>"a.b": 1</c>) is found by <c>a.b</c> too.
/// For line kinds one of the fields the format defines (<c>host</c>, <c>message</c>, <c>command</c>…).
/// Every kind has the fields that begin with <c>$</c>: see <see cref="OriginFields"/>.
/// </param>
/// <param name="Form">As text or as JSON.</param>
public sealed record FieldRequest(string Path, FieldForm Form)
{
    /// <inheritdoc/>
    /// <remarks>Written out: comparers of enumerations are compiled only when they run.</remarks>
    public bool Equals(FieldRequest? other) => other is not null && Form == other.Form && Path == other.Path;

    /// <inheritdoc/>
    public override int GetHashCode() => Path.GetHashCode(StringComparison.Ordinal) + (int)Form;
}

/// <summary>Fields every record has, whatever its kind: where it came from and how it reads.</summary>
public static class OriginFields
{
    /// <summary>The record as read (after unwrapping its envelope): text.</summary>
    public const string Raw = "$raw";

    /// <summary>The name of the file or stream, inside an archive as <c>archive.zip!entry</c>: text.</summary>
    public const string Source = "$source";

    /// <summary>Which record of its source this is, from 1: text of a number.</summary>
    public const string Position = "$position";

    /// <summary>The line of the source the record begins on, from 1: text of a number.</summary>
    public const string Line = "$line";

    /// <summary>The name of the <see cref="RecordKind"/>: text.</summary>
    public const string Kind = "$kind";

    /// <summary>All leaf fields flattened under dotted names, as one JSON object of strings: text; what an event in LogScale shows.</summary>
    public const string Fields = "$fields";
}
