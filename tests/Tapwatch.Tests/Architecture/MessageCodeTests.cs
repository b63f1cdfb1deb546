// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Tapwatch.Tests.Architecture;

/// <summary>A code of a message stands for one fact, for ever: users look it up and silence it by its code.</summary>
public partial class MessageCodeTests
{
    [Fact]
    public void No_two_messages_share_a_code()
    {
        var codes = Messages().Select(static m => m.Code).ToList();

        Assert.NotEmpty(codes);
        Assert.Empty(codes.GroupBy(static c => c).Where(static g => g.Count() > 1).Select(static g => g.Key));
    }

    [Fact]
    public void Every_message_gives_the_code_it_is_documented_with()
    {
        var strangers = Messages().Where(static m => Used().Matches(m.Body).Any(used => used.Groups[1].Value != m.Code) || !Used().IsMatch(m.Body));

        Assert.Empty(strangers.Select(static m => m.Code));
    }

    [Fact]
    public void Every_message_is_documented_with_its_code()
    {
        var undocumented = Texts().SelectMany(static t => Factories().Matches(t)).Where(static m => !m.Value.Contains("<summary>TW", StringComparison.Ordinal));

        Assert.Empty(undocumented.Select(static m => m.Value));
    }

    // From one documented code to the next.
    static IEnumerable<(string Code, string Body)> Messages() =>
        from text in Texts()
        from part in text.Split("<summary>TW").Skip(1)
        where Code().IsMatch(part)
        select ("TW" + part[..4], part[5..]);

    static IEnumerable<string> Texts() => Directory.EnumerateFiles(Folder(), "Messages*.cs").Select(File.ReadAllText);

    static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Tapwatch.Plan", "Diagnostics"));

    [GeneratedRegex(@"^\d{4}: ")]
    private static partial Regex Code();

    [GeneratedRegex("\"(TW\\d{4})\"")]
    private static partial Regex Used();

    [GeneratedRegex(@"^.*\r?\n    public static Diagnostic \w+", RegexOptions.Multiline)]
    private static partial Regex Factories();
}
