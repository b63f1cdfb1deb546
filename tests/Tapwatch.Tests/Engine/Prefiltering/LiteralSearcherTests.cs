// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Engine.Prefiltering;

namespace Tapwatch.Tests.Engine.Prefiltering;

public class LiteralSearcherTests
{
    public static TheoryData<string> Paths => [.. VectorPaths.Available.Select(static p => p.ToString())];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Finds_what_a_naive_search_finds(string path)
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var count = round % 10 == 0 ? random.Next(100, 400) : random.Next(1, 12);
            var letters = round % 3 == 0 ? "ab" : "abcdeu";
            var literals = Enumerable.Range(0, count).Select(_ => Text(random, letters, random.Next(3, round % 3 == 0 ? 12 : 7))).Distinct().ToArray();
            var alphabet = letters + letters.ToUpperInvariant() + "\"{}\\\\u004 :" + (round % 2 == 0 ? "\u212A\u017F" : "");
            var text = new StringBuilder();
            while (text.Length < random.Next(0, 700))
            {
                text.Append(random.Next(12) == 0 ? Mixed(random, literals[random.Next(literals.Length)]) : alphabet[random.Next(alphabet.Length)].ToString());
            }

            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            var from = random.Next(0, Math.Min(70, bytes.Length + 1));
            var to = random.Next(from, bytes.Length + 1);
            var searcher = new LiteralSearcher(literals, foldsUnicode: true, Enum.Parse<VectorPath>(path));
            Assert.Equal(Naive(bytes, literals, from, to), Search(searcher, bytes, from, to));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void What_is_skipped_is_not_found(string path)
    {
        // "mirror" at 2, 12, 22…; its window begins somewhere inside.
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("..mirror..", 50)));
        var searcher = new LiteralSearcher(["mirror"], false, Enum.Parse<VectorPath>(path));
        for (var skip = 10; skip < bytes.Length; skip += 10)
        {
            Assert.Equal((bytes.Length - skip) / 10, CountAfterFirst(searcher, bytes, skip));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Text_in_other_letters_hides_nothing(string path)
    {
        // Stretches of other letters and of ASCII, so that looking closely is begun and left again; at last the third literal before a letter that is not ASCII.
        var random = new Random(11);
        var text = new StringBuilder();
        var planted = new int[3];
        for (var stretch = 0; stretch < 40; stretch++)
        {
            var alphabet = stretch % 2 == 0 ? "\u00e4\u540d\u00fcm o" : "abcdeghjk 0123456789:";
            for (var left = random.Next(1, 3000); left > 0; left--)
            {
                text.Append(alphabet[random.Next(alphabet.Length)]);
                if (random.Next(300) == 0)
                {
                    var literal = random.Next(3);
                    planted[literal]++;
                    text.Append(' ').Append(Mixed(random, new[] { "mirror", "trafficfilter", "fno" }[literal])).Append(left % 2 == 0 ? '\u00fc' : ' ');
                }
            }
        }

        var found = new int[3];
        Count(new LiteralSearcher(["mirror", "trafficfilter", "fno"], foldsUnicode: true, Enum.Parse<VectorPath>(path)), Encoding.UTF8.GetBytes(text.ToString()), found);
        Assert.Equal(planted, found);
    }

    [Fact]
    public void The_window_is_the_rarest_part() => Assert.Equal(new LiteralWindow(6, 4), LiteralWindow.Of("createkqzvsea"));

    [Theory]
    [InlineData("networksecurity", "ksec")]
    [InlineData("forwarding", "forw")]
    public void A_window_lies_across_words_if_it_can(string literal, string window)
    {
        var (offset, length) = LiteralWindow.Of(literal);
        Assert.Equal(window, literal.Substring(offset, length));
    }

    [Fact]
    public void A_window_sought_for_several_literals_is_sought_once()
    {
        string[] literals = ["modifytrafficmirrorfilternetworkservices", "createtrafficmirrorsession", "deletetrafficmirrortarget", "createresourceshare"];
        var windows = WindowChoice.Of(literals).Zip(literals, static (w, l) => l.Substring(w.Offset, w.Length));
        Assert.Equal(["ficm", "ficm", "ficm", "cesh"], windows);
    }

    [Fact]
    public void Windows_that_let_little_more_through_together_share_a_bucket()
    {
        var buckets = new WindowBuckets(2);
        buckets.Fill(["ketc", "azur", "ketm"]);
        Assert.Equal([["azur"], ["ketc", "ketm"]], buckets.Windows);
    }

    [Fact]
    public void Many_windows_get_into_few_buckets_each_once()
    {
        var windows = Enumerable.Range(0, 1000).Select(static i => $"{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}{(char)('a' + (i / 676))}").ToArray();
        var buckets = new WindowBuckets(7);
        buckets.Fill(windows);
        Assert.Equal(7, buckets.Windows.Count());
        Assert.Equal(windows.Order(StringComparer.Ordinal), buckets.Windows.SelectMany(static b => b).Order(StringComparer.Ordinal));
    }

    static unsafe int CountAfterFirst(LiteralSearcher searcher, byte[] bytes, int skip)
    {
        fixed (byte* p = bytes)
        {
            var hits = searcher.Search(p, bytes.Length, 0, bytes.Length, Ascii.IsValid(bytes));
            Assert.True(hits.MoveNext());
            hits.SkipTo(skip);
            var count = 0;
            while (hits.MoveNext())
            {
                count++;
            }

            return count;
        }
    }

    static unsafe void Count(LiteralSearcher searcher, byte[] bytes, int[] counts)
    {
        fixed (byte* p = bytes)
        {
            var hits = searcher.Search(p, bytes.Length, 0, bytes.Length, Ascii.IsValid(bytes));
            while (hits.MoveNext())
            {
                counts[hits.Literal]++;
            }
        }
    }

    static unsafe SortedSet<(int, int)> Search(LiteralSearcher searcher, byte[] bytes, int from, int to)
    {
        var found = new SortedSet<(int, int)>();
        fixed (byte* p = bytes)
        {
            var last = -1;
            var hits = searcher.Search(p, bytes.Length, from, to, Ascii.IsValid(bytes.AsSpan(from, Math.Min(to + 1, bytes.Length) - from)));
            while (hits.MoveNext())
            {
                Assert.True(hits.Place >= last);
                last = hits.Place;
                found.Add((hits.Literal, hits.Literal < searcher.Escape ? -1 : hits.Place));
            }
        }

        return found;
    }

    // Which literals occur, and where the guards stand.
    static SortedSet<(int, int)> Naive(byte[] bytes, string[] literals, int from, int to)
    {
        var text = Encoding.Latin1.GetString(bytes, from, to - from);
        var found = new SortedSet<(int, int)>();
        for (var i = 0; i < literals.Length; i++)
        {
            if (text.Contains(literals[i], StringComparison.OrdinalIgnoreCase))
            {
                found.Add((i, -1));
            }
        }

        for (var i = 0; i < text.Length; i++)
        {
            var rest = text[i..];
            if (rest.Length >= 5 && rest.StartsWith("\\u00", StringComparison.Ordinal) && rest[4] is >= '4' and <= '7')
            {
                found.Add((literals.Length, from + i + 1));
            }

            if (rest.StartsWith("\u00C5\u00BF", StringComparison.Ordinal) || rest.StartsWith("\u00E2\u0084\u00AA", StringComparison.Ordinal))
            {
                found.Add((literals.Length + 1, from + i));
            }
        }

        return found;
    }

    static string Text(Random random, string letters, int length) => string.Create(length, (random, letters), static (span, state) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = state.letters[state.random.Next(state.letters.Length)];
        }
    });

    static string Mixed(Random random, string text) => string.Concat(text.Select(c => random.Next(2) == 0 ? char.ToUpperInvariant(c) : c));
}
