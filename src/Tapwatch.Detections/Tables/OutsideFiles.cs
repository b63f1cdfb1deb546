// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Text;
using Tapwatch.Plan.Catalog;

namespace Tapwatch.Detections.Tables;

/// <summary>Files the user allowed to stand for addresses outside. Read when a query asks for one, and once.</summary>
static class OutsideFiles
{
    const int LongestFile = 64 << 20;

    /// <summary>What gives the text of the file for an address. Addresses are compared as they are written; behind <c>?</c> and <c>;</c> stand secrets, which may be left out.</summary>
    public static Func<string, OutsideText?> Of(IReadOnlyList<KeyValuePair<string, string>> files)
    {
        var read = new Dictionary<string, OutsideText>(StringComparer.Ordinal);
        return address =>
        {
            var file = files.LastOrDefault(f => f.Key == address).Value ?? files.LastOrDefault(f => f.Key == address.Split('?', ';')[0]).Value;
            if (file is null)
            {
                return null;
            }

            lock (read)
            {
                return read.TryGetValue(file, out var known) ? known : read[file] = Read(file);
            }
        };
    }

    static OutsideText Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var packed = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
            file.Position = 0;
            using Stream stream = packed ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var text = new StringBuilder();
            var buffer = new char[1 << 16];
            for (var count = reader.Read(buffer); count > 0; count = reader.Read(buffer))
            {
                text.Append(buffer, 0, count);
                if (text.Length > LongestFile)
                {
                    return new OutsideText(null, $"{path} is longer than {LongestFile >> 20} MiB");
                }
            }

            return new OutsideText(text.ToString(), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new OutsideText(null, e is FileNotFoundException or DirectoryNotFoundException ? $"there is no file {path}" : e.Message);
        }
    }
}
