// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Cli.Rendering;

/// <summary>Colours for terminals; plain text where none are wanted.</summary>
readonly record struct Style(bool Colour)
{
    public string Bold(string text) => Paint("1", text);

    public string Dim(string text) => Paint("2", text);

    public string Good(string text) => Paint("32", text);

    public string Bad(string text) => Paint("31", text);

    /// <summary>In the colour of an OCSF severity.</summary>
    public string Severity(int level, string text) => Paint(level switch { 5 => "1;97;41", 4 => "1;31", 3 => "33", 2 => "36", _ => "2" }, text);

    string Paint(string code, string text) => Colour ? $"\x1b[{code}m{text}\x1b[0m" : text;
}
