// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text;

namespace Tapwatch.Bench.Data;

/// <summary>Made-up logs on disk. The same format, size and seed always give the same bytes; what is there already is used again.</summary>
sealed class DataSet(string folder)
{
    const ulong Seed = 42;

    // What this run has brought into the page cache.
    readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public string Folder { get; } = Directory.CreateDirectory(folder).FullName;

    /// <summary>One file of lines.</summary>
    public string Lines(LogFormat format, long bytes) =>
        Make($"{format.Name}-{Size(bytes)}.{(format.Wrapper is null ? "log" : "jsonl")}", path =>
        {
            using var file = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
            foreach (var line in Events(format, bytes))
            {
                file.WriteLine(line);
            }
        });

    /// <summary>A folder of compressed files of about 5 MB, each one document that holds an array of events, as the platforms deliver them.</summary>
    public string Compressed(LogFormat format, long bytes) =>
        Make($"{format.Name}-{Size(bytes)}-gz", path => WriteFiles(path, format, bytes, 32L << 20, ".json.gz"));

    /// <summary>One compressed file of many members, each of about 128 KiB of lines, as services that deliver every minute leave it.</summary>
    public string Members(LogFormat format, long bytes) =>
        Make($"{format.Name}-{Size(bytes)}-members.jsonl.gz", path =>
        {
            using var file = File.Create(path);
            var member = new StringBuilder();
            foreach (var line in Events(format, bytes).Append(""))
            {
                if (line.Length > 0)
                {
                    member.Append(line).Append('\n');
                }

                if (member.Length >= 128 << 10 || line.Length == 0)
                {
                    using var packed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
                    packed.Write(Encoding.UTF8.GetBytes(member.ToString()));
                    member.Clear();
                }
            }
        });

    /// <summary>A folder of many small plain files.</summary>
    public string Small(LogFormat format, int count, int bytesEach) =>
        Make($"{format.Name}-{count}x{Size(bytesEach)}", path => WriteFiles(path, format, (long)count * bytesEach, bytesEach, ".json"));

    static void WriteFiles(string path, LogFormat format, long bytes, long bytesEach, string extension)
    {
        Directory.CreateDirectory(path);
        StreamWriter? file = null;
        var (written, number) = (0L, 0);
        foreach (var line in Events(format, bytes))
        {
            if (file is null)
            {
                var name = Path.Combine(path, $"{number / 1000:000}", $"events-{number++:000000}{extension}");
                Directory.CreateDirectory(Path.GetDirectoryName(name)!);
                Stream stream = File.Create(name);
                stream = extension.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionLevel.Optimal) : stream;
                file = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16);
                file.Write($"{{\"{format.Wrapper}\":[");
                written = 0;
            }
            else
            {
                file.Write(',');
            }

            file.Write(line);
            written += line.Length + 1;
            if (written >= bytesEach)
            {
                file.Write("]}");
                file.Dispose();
                file = null;
            }
        }

        file?.Write("]}");
        file?.Dispose();
    }

    /// <summary>Events of about that many bytes together, the planted ones spread evenly among them.</summary>
    static IEnumerable<string> Events(LogFormat format, long bytes)
    {
        var dice = new Dice(Seed);
        var (written, sought, decoys) = (0L, 0, 0);
        while (written < bytes || sought < LogFormat.Planted || decoys < LogFormat.Decoys)
        {
            var line =
                sought < LogFormat.Planted && written >= bytes / (LogFormat.Planted + 1) * (sought + 1) ? format.Sought(dice, sought++)
                : decoys < LogFormat.Decoys && written >= bytes / (LogFormat.Decoys + 1) * (decoys + 1) ? format.Decoy(dice, decoys++)
                : format.Ordinary(dice);
            written += line.Length + 1;
            yield return line;
        }
    }

    string Make(string name, Action<string> write)
    {
        var path = Path.Combine(Folder, name);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Console.Error.WriteLine($"making {path}");
            // Written aside first: a run that is stopped leaves nothing that looks whole.
            var aside = path + ".part";
            if (Directory.Exists(aside))
            {
                Directory.Delete(aside, recursive: true);
            }

            write(aside);
            if (Directory.Exists(aside))
            {
                Directory.Move(aside, path);
            }
            else
            {
                File.Move(aside, path, overwrite: true);
            }
        }

        if (_read.Add(path))
        {
            PageCache.ReadAnew(path);
        }

        return path;
    }

    /// <summary>“64MiB” for 67,108,864.</summary>
    public static string Size(long bytes) => bytes switch
    {
        >= 1L << 30 when bytes % (1L << 30) == 0 => $"{bytes >> 30}GiB",
        >= 1L << 20 when bytes % (1L << 20) == 0 => $"{bytes >> 20}MiB",
        >= 1L << 10 when bytes % (1L << 10) == 0 => $"{bytes >> 10}KiB",
        _ => $"{bytes}B",
    };
}
