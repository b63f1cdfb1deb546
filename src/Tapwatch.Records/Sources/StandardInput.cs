// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Tapwatch.Records.Sources;

/// <summary>
/// Tells whether this process was started without a standard input (<c>&lt;&amp;-</c>). Its number is then given to something the runtime opens,
/// a pipe to itself for instance, and reading it would wait for ever.
/// </summary>
static class StandardInput
{
    const string Descriptors = "/proc/self/fd";

    public static bool IsClosed()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            var target = new FileInfo($"{Descriptors}/0").LinkTarget;
            return target is null || target.StartsWith("anon_inode:", StringComparison.Ordinal)
                || (target.StartsWith("pipe:", StringComparison.Ordinal) && HoldsWriteEnd(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Who holds both ends of a pipe never sees its end.
    static bool HoldsWriteEnd(string pipe)
    {
        foreach (var descriptor in Directory.EnumerateFileSystemEntries(Descriptors))
        {
            if (new FileInfo(descriptor).LinkTarget == pipe && IsForWriting(Path.GetFileName(descriptor)))
            {
                return true;
            }
        }

        return false;
    }

    // proc(5): "flags" in octal; the last digit is the access mode.
    static bool IsForWriting(string descriptor)
    {
        var flags = File.ReadLines($"/proc/self/fdinfo/{descriptor}").FirstOrDefault(static l => l.StartsWith("flags:", StringComparison.Ordinal));
        return flags is not null && (int.Parse(flags.AsSpan().Trim()[^1..], CultureInfo.InvariantCulture) & 3) is 1 or 2;
    }
}
