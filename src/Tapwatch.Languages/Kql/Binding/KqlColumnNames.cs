// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Tapwatch.Languages.Kql.Binding;

/// <summary>Gives each column of a step a name of its own.</summary>
sealed class KqlColumnNames
{
    readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    int _unnamed;

    /// <summary>Takes a name as it is; false when it is taken already.</summary>
    public bool Take(string name) => _taken.Add(name);

    /// <summary>The name, or the name with the first free number behind it.</summary>
    public string Unique(string name)
    {
        var result = name;
        for (var i = 1; !_taken.Add(result); i++)
        {
            result = name + i.ToString(CultureInfo.InvariantCulture);
        }

        return result;
    }

    /// <summary><c>Column1</c>, <c>Column2</c>…</summary>
    public string Unnamed()
    {
        string name;
        do
        {
            name = "Column" + (++_unnamed).ToString(CultureInfo.InvariantCulture);
        }
        while (!_taken.Add(name));

        return name;
    }
}
