// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text;

namespace Tapwatch.Tests.Acceptance;

/// <summary>A folder of everything that breaks tools, with one good record among it: the record is found, the rest is told, nothing crashes.</summary>
public sealed class HostileInputTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("tapwatch-hostile-").FullName;

    static string Event(string user) =>
        """{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/USER","userName":"USER"},"eventTime":"2026-11-20T22:00:00Z","eventSource":"ec2.amazonaws.com","eventName":"CreateTrafficMirrorTarget","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.5","requestParameters":{"CreateTrafficMirrorTargetRequest":{"NetworkInterfaceId":"eni-0123456789abcdef0"}},"responseElements":{"CreateTrafficMirrorTargetResponse":{"trafficMirrorTarget":{"trafficMirrorTargetId":"tmt-0123456789abcdef0"}}},"eventID":"EVENT-USER","recipientAccountId":"111122223333"}"""
            .Replace("USER", user);

    void Write(string name, byte[] content) => File.WriteAllBytes(Path.Combine(_folder, name), content);

    static byte[] Gzip(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return target.ToArray();
    }

    [Fact]
    public void The_good_records_are_found_and_the_rest_is_told()
    {
        var good = Encoding.UTF8.GetBytes(Event("good") + "\n");
        var gzip = Gzip([.. Enumerable.Repeat(good, 200).SelectMany(static b => b)]);
        Write("truncated.json.gz", gzip[..(gzip.Length / 2)]);
        Write("two-members.json.gz", [.. Gzip(good), .. Gzip(Encoding.UTF8.GetBytes(Event("second") + "\n"))]);
        Write("bomb.gz", Gzip(new byte[64 << 20]));
        Write("long-line.json", [.. Enumerable.Repeat((byte)'x', 40 << 20), (byte)'\n', .. Encoding.UTF8.GetBytes(Event("after-long-line"))]);
        Write("nested.json", Encoding.UTF8.GetBytes(new string('[', 200_000)));
        Write("nested-objects.json", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 200_000))));
        Write("invalid-utf8.json", [.. Encoding.UTF8.GetBytes(Event("caf")[..^20]), 0xFF, 0xC3, .. Encoding.UTF8.GetBytes(Event("caf")[^20..])]);
        Write("empty.json", []);
        Write("binary.bin", [.. Enumerable.Range(0, 4096).Select(static i => (byte)(i * 7))]);
        Write("broken.json", Encoding.UTF8.GetBytes("{\"Records\":[" + Event("before-break") + ",{\"eventVersion\":\"1.08\","));
        Write("utf16.json", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Event("wide"))]);
        Write("escapes.json", Encoding.UTF8.GetBytes(Event("red\\u001b[31m\\u0007\\r\\nname")));
        Write("escaped.json", Encoding.UTF8.GetBytes(Event("escaped").Replace("\"eventName\":\"Create", "\"\\u0065ventName\":\"\\u0043reate")));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "loop"), _folder);
        Write("no.log", Encoding.UTF8.GetBytes("hello\nworld\n"));

        var run = TheProgram.Run("scan", _folder, "-f", "table");

        Assert.Equal(0, run.Code);
        foreach (var user in new[] { "user/good", "user/second", "user/after-long-line", "user/before-break", "user/wide", "user/escaped", "user/red" })
        {
            Assert.Contains(user, run.Output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain('\u0007', run.Output);
        foreach (var file in new[] { "truncated.json.gz", "long-line.json", "nested.json", "broken.json", "binary.bin", "no.log", "bomb.gz" })
        {
            Assert.Contains(file, run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(3, TheProgram.Run("scan", _folder, "--strict-input", "-f", "ndjson").Code);
    }

    [Fact]
    public void A_formula_in_a_user_name_does_not_reach_a_spreadsheet()
    {
        File.WriteAllText(Path.Combine(_folder, "formula.json"), Event("x").Replace("\"sourceIPAddress\":\"203.0.113.5\"", "\"sourceIPAddress\":\"=HYPERLINK(1)\""));
        var run = TheProgram.Run("scan", _folder, "-f", "csv");
        Assert.DoesNotContain(",=HYPERLINK", run.Output, StringComparison.Ordinal);
        Assert.Contains("'=HYPERLINK", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
