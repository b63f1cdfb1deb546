// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Tapwatch.Records.Extraction;

/// <summary>One step of a path: a member by name, or an element by number.</summary>
/// <param name="Name">The member's name in UTF-8; <see langword="null"/> for an element.</param>
/// <param name="Index">The element's number.</param>
sealed record PathStep(byte[]? Name, int Index);

/// <summary>Reads paths as <see cref="FieldRequest.Path"/> writes them.</summary>
static class FieldPath
{
    /// <summary>The steps of a path. Whatever is no well-formed index is part of a name: a path never fails, it may only find nothing.</summary>
    public static List<PathStep> Parse(string path)
    {
        var steps = new List<PathStep>();
        var name = new StringBuilder();
        var named = false;
        void EndName()
        {
            if (named || name.Length > 0)
            {
                steps.Add(new PathStep(Encoding.UTF8.GetBytes(name.ToString()), -1));
                name.Clear();
                named = false;
            }
        }

        for (var i = 0; i < path.Length; i++)
        {
            switch (path[i])
            {
                case '.':
                    EndName();
                    break;
                case '`' when path.IndexOf('`', i + 1) is var close and > 0:
                    name.Append(path, i + 1, close - i - 1);
                    named = true;
                    i = close;
                    break;
                case '[' when path.IndexOf(']', i) is var close and > 0 && int.TryParse(path.AsSpan(i + 1, close - i - 1), out var index) && index >= 0:
                    EndName();
                    steps.Add(new PathStep(null, index));
                    i = close;
                    break;
                default:
                    name.Append(path[i]);
                    break;
            }
        }

        EndName();
        return steps;
    }
}
