// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Functions;

/// <summary>All scalar functions of the plan. The engine has a kernel for each; a test holds that.</summary>
static class FunctionCatalogue
{
    // By name; family by family, as functions are first asked for: a plan calls a dozen of hundreds.
    static readonly Dictionary<string, Function> _byName = new(StringComparer.Ordinal);
    static int _families;

    /// <summary>Every function, family by family.</summary>
    public static IReadOnlyList<Function> All
    {
        get
        {
            var all = new List<Function>();
            for (var i = 0; Family(i) is { } family; i++)
            {
                all.AddRange(family);
            }

            return all;
        }
    }

    /// <summary>The function of that name, or null.</summary>
    public static Function? Find(string name)
    {
        lock (_byName)
        {
            Function? function;
            while (!_byName.TryGetValue(name, out function) && Family(_families) is { } family)
            {
                _families++;
                foreach (var member in family)
                {
                    _byName.Add(member.Name, member);
                }
            }

            return function;
        }
    }

    static IEnumerable<Function>? Family(int number) => number switch
    {
        0 => LogicFunctions.All,
        1 => CompareFunctions.All,
        2 => TextFunctions.All,
        3 => MatchFunctions.All,
        4 => ChoiceFunctions.All,
        5 => ConvertFunctions.All,
        6 => NumberFunctions.All,
        7 => BitFunctions.All,
        8 => TimeFunctions.All,
        9 => DynamicFunctions.All,
        10 => NetworkFunctions.All,
        11 => AddressFunctions.All,
        12 => DynamicArrangeFunctions.All,
        13 => SketchFunctions.All,
        14 => ParseFunctions.All,
        15 => ByteFunctions.All,
        16 => SpecialFunctions.All,
        17 => PlainTextFunctions.All,
        18 => FieldBagFunctions.All,
        19 => JsonArrayFunctions.All,
        20 => MeasureFunctions.All,
        21 => FieldParserFunctions.All,
        22 => TermFunctions.All,
        23 => DurationFunctions.All,
        24 => TextPositionFunctions.All,
        25 => TextChangeFunctions.All,
        26 => RegexTextFunctions.All,
        27 => Encodings.All,
        28 => CalendarFunctions.All,
        29 => MathFunctions.All,
        30 => DynamicValueFunctions.All,
        31 => DynamicObjectFunctions.All,
        32 => DynamicArrayFunctions.All,
        33 => DynamicSetFunctions.All,
        34 => SeriesAxisFunctions.All,
        35 => KeyValueFunctions.All,
        36 => SeriesFunctions.All,
        37 => GeographyFunctions.All,
        38 => GridFunctions.All,
        _ => null,
    };
}
