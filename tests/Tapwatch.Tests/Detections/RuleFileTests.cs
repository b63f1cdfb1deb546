// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Detections.Rules;

namespace Tapwatch.Tests.Detections;

public class RuleFileTests
{
    [Theory]
    [InlineData("")]
    [InlineData("EF")]
    [InlineData("FF")]
    [InlineData("FFFE")]
    [InlineData("0041")]
    [InlineData("0000FEFF00000041")]
    [InlineData("FFFE000041000000")]
    [InlineData("FFFE4100E900")]
    [InlineData("FEFF004100E9")]
    [InlineData("EFBBBF41C3A9")]
    [InlineData("EFBBBF")]
    [InlineData("41C3A9")]
    [InlineData("41FFE242")]
    [InlineData("41EFBBBF")]
    public void A_file_is_read_as_the_framework_reads_it(string hex)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Convert.FromHexString(hex));
            Assert.Equal(File.ReadAllText(path), RuleFile.OnDisk(path).Read());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_long_file_of_many_letters_is_read_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 40_000).Select(static i => char.ConvertFromUtf32(0x20 + (i * 27 % 0xD000))));
        Assert.Equal(text, RuleFile.TextOf(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("$schema: https://schemas.humio.com/query/v0.1.0", true)]
    [InlineData("\"$schema\": \"https://schemas.hum\\x69o.com/query/v0.1.0\"", true)]
    [InlineData("\"$schema\": \"https://schemas.hum\\u0069o.com/query/v0.1.0\"", true)]
    [InlineData("\"$schema\": \"https://schemas.hum\\U00000069o.com/query/v0.1.0\"", true)]
    [InlineData("\"$schema\": \"https://schemas.hum\\\n  io.com/query/v0.1.0\"", true)]
    [InlineData("\"$schema\": \"https://schemas.hum\\\r\n  io.com/query/v0.1.0\"", true)]
    [InlineData("query: where a matches regex @'\\d+\\s' and b contains \"\\\\\"", false)]
    public void A_saved_query_is_not_passed_over(string yaml, bool may) => Assert.Equal(may, LogScaleRuleReader.MayBeSavedQuery(yaml));
}
