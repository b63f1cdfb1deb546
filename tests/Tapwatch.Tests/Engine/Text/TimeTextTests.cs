// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Engine.Text;

namespace Tapwatch.Tests.Engine.Text;

public class TimeTextTests
{
    [Theory]
    [InlineData("2026-03-20T20:55:44Z", "2026-03-20T20:55:44.0000000")]
    [InlineData("2026-03-20T20:55:44.1Z", "2026-03-20T20:55:44.1000000")]
    [InlineData("2026-03-20T20:55:44.123456789Z", "2026-03-20T20:55:44.1234567")]
    [InlineData("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.0000000")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000")]
    [InlineData("2026-03-20T23:59:60Z", "2026-03-21T00:00:00.0000000")]
    [InlineData("2026-02-29T00:00:00Z", null)]
    [InlineData("2026-13-01T00:00:00Z", null)]
    [InlineData("2026-00-01T00:00:00Z", null)]
    [InlineData("0000-01-01T00:00:00Z", null)]
    [InlineData("2026-03-20T20:60:44Z", null)]
    [InlineData("2026-03-20T20:55:44.Z", null)]
    [InlineData("2026-03-20T20:55:4xZ", null)]
    [InlineData("2026-03-20T20:5/:44Z", null)]
    [InlineData("2026-03-20T2::55:44Z", null)]
    public void Reads_the_form_of_most_logs(string text, string? expected) => Assert.Equal(expected, Parse(text));

    // A blank before it sends a time the long way.
    [Fact]
    public void The_short_way_agrees_with_the_long_one()
    {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder(new DateTime(random.NextInt64(DateTime.MaxValue.Ticks)).ToString(random.Next(2) == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture));
            if (random.Next(2) == 0)
            {
                text[random.Next(text.Length)] = "0123456789-:TZ./ +"[random.Next(18)];
            }

            Assert.True(Parse(text.ToString()) == Parse(" " + text), text.ToString());
        }
    }

    static string? Parse(string text) => TimeText.TryParse(Encoding.UTF8.GetBytes(text), out var ticks) ? new DateTime(ticks).ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture) : null;
}
