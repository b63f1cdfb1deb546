// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Tapwatch.Cli.Rendering;

/// <summary>Numbers as people read them.</summary>
static class Words
{
    static readonly string[] _units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

    /// <summary><c>1,234</c>.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 file</c>, <c>1,234 files</c>.</summary>
    public static string Count(long number, string one, string? many = null) =>
        Number(number) + " " + (number == 1 ? one : many ?? one + "s");

    /// <summary><c>3.4 MiB</c>.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        while (bytes >= 1024 && unit < _units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return bytes.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + _units[unit];
    }

    /// <summary><c>0.42 s</c>, <c>3 min 20 s</c>.</summary>
    public static string Duration(TimeSpan time) =>
        time.TotalMinutes >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMinutes} min {time.Seconds} s")
        : time.TotalSeconds.ToString(time.TotalSeconds >= 10 ? "0" : "0.00", CultureInfo.InvariantCulture) + " s";
}
