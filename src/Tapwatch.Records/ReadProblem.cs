// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records;

/// <summary>Something that could not be read.</summary>
/// <param name="Source">The file or stream, an archive's entry as <c>archive.zip!entry</c>.</param>
/// <param name="Line">The line it begins on, from 1, if there are lines.</param>
/// <param name="Offset">The byte it begins at, in the text as unpacked, if known.</param>
/// <param name="Code">A short name that stays: one of <see cref="ReadProblemCodes"/>.</param>
/// <param name="Text">What is wrong, for people.</param>
public sealed record ReadProblem(string Source, long? Line, long? Offset, string Code, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Line is { } line ? $"{Source}:{line}: {Text}" : $"{Source}: {Text}";
}

/// <summary>The short names of what can go wrong when reading.</summary>
public static class ReadProblemCodes
{
    /// <summary>JSON that is none.</summary>
    public const string BrokenJson = "broken-json";

    /// <summary>JSON whose end is missing at the end of the input.</summary>
    public const string TruncatedJson = "truncated-json";

    /// <summary>A quoted cell of CSV whose closing quote is missing.</summary>
    public const string OpenQuote = "open-quote";

    /// <summary>JSON nested deeper than is read.</summary>
    public const string TooDeep = "too-deep";

    /// <summary>A record longer than <see cref="ReadOptions.MaximumRecordBytes"/>.</summary>
    public const string TooLong = "too-long";

    /// <summary>Compressed data whose end is missing.</summary>
    public const string Truncated = "truncated";

    /// <summary>Compressed data that does not decode or whose checksum is wrong.</summary>
    public const string Corrupt = "corrupt";

    /// <summary>Bytes after the end of compressed data.</summary>
    public const string TrailingBytes = "trailing-bytes";

    /// <summary>Compressed data that expands beyond the limit.</summary>
    public const string Expansion = "expansion";

    /// <summary>Archives within archives beyond the limit.</summary>
    public const string Nesting = "nesting";

    /// <summary>A compression or encryption that is not read here.</summary>
    public const string NotSupported = "not-supported";

    /// <summary>Text that is not UTF-8.</summary>
    public const string Encoding = "encoding";

    /// <summary>A file or folder that cannot be opened or read.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>A path that does not exist.</summary>
    public const string Missing = "missing";

    /// <summary>A symbolic link that leads back to a folder above it.</summary>
    public const string LinkLoop = "link-loop";
}
