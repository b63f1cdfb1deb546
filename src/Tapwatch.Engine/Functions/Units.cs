// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;

namespace Tapwatch.Engine.Functions;

/// <summary>Units by the names Kusto's convert_…() functions know. A unit with a prefix (kilo, micro, …) is that many of the unit itself.</summary>
static class Units
{
    const double SurveyFoot = 1200.0 / 3937;

    static readonly (string Name, double Factor)[] _prefixes =
    [
        ("Nano", 1e-9), ("Micro", 1e-6), ("Milli", 1e-3), ("Centi", 1e-2), ("Deci", 1e-1), ("Deca", 10), ("Hecto", 100), ("Kilo", 1e3), ("Mega", 1e6), ("Giga", 1e9), ("Tera", 1e12),
    ];

    static readonly FrozenDictionary<string, FrozenDictionary<string, double>> _units = new Dictionary<string, FrozenDictionary<string, double>>
    {
        ["angle"] = Of(("Degree", 1), ("Arcminute", 1 / 60.0), ("Arcsecond", 1 / 3600.0), ("Gradian", 0.9), ("NatoMil", 360 / 6400.0), ("Radian", 180 / Math.PI), ("Revolution", 360)),
        ["energy"] = Of(
            ("Joule", 1), ("BritishThermalUnit", 1055.05585262), ("Calorie", 4.184), ("ThermEc", 1.05505585262e8), ("ThermImperial", 1.05505585257348e8), ("ThermUs", 1.054804e8),
            ("ElectronVolt", 1.602176565e-19), ("Erg", 1e-7), ("FootPound", 1.355817948), ("WattHour", 3600), ("WattDay", 86400), ("HorsepowerHour", 2.6845195377e6)),
        ["force"] = Of(
            ("Newton", 1), ("Dyn", 1e-5), ("KilogramForce", 9.80665), ("KiloPond", 9.80665), ("OunceForce", 0.27801385095378125), ("Poundal", 0.138254954376),
            ("PoundForce", 4.4482216152605), ("ShortTonForce", 8896.443230521), ("TonneForce", 9806.65)),
        ["length"] = Of(
            ("Meter", 1), ("Angstrom", 1e-10), ("AstronomicalUnit", 1.495978707e11), ("Chain", 20.1168), ("DataMile", 1828.8), ("DtpPica", 0.0254 / 6), ("DtpPoint", 0.0254 / 72),
            ("Fathom", 1.8288), ("Foot", 0.3048), ("Hand", 0.1016), ("Inch", 0.0254), ("LightYear", 9.46073047258e15), ("Mil", 2.54e-5), ("Mile", 1609.344), ("NauticalMile", 1852),
            ("Parsec", 3.08567758128e16), ("PrinterPica", 12 * 0.0254 / 72.27), ("PrinterPoint", 0.0254 / 72.27), ("Shackle", 27.432), ("SolarRadius", 6.9551e8), ("Twip", 0.0254 / 1440),
            ("UsSurveyFoot", SurveyFoot), ("Yard", 0.9144)),
        ["mass"] = Of(
            ("Gram", 1e-3), ("EarthMass", 5.9722e24), ("Grain", 6.479891e-5), ("LongHundredweight", 50.80234544), ("LongTon", 1016.0469088), ("Ounce", 0.028349523125),
            ("Pound", 0.45359237), ("ShortHundredweight", 45.359237), ("ShortTon", 907.18474), ("Slug", 14.593902937206), ("SolarMass", 1.98947e30), ("Stone", 6.35029318), ("Tonne", 1000)),
        ["speed"] = PerTime(("Meter", 1), ("Foot", 0.3048), ("Inch", 0.0254), ("Mile", 1609.344), ("UsSurveyFoot", SurveyFoot), ("Yard", 0.9144)),
        ["volume"] = Of(
            ("CubicMeter", 1), ("Liter", 1e-3), ("CubicCentimeter", 1e-6), ("CubicDecimeter", 1e-3), ("CubicHectometer", 1e6), ("CubicKilometer", 1e9), ("CubicMicrometer", 1e-18),
            ("CubicMillimeter", 1e-9), ("AcreFoot", 1 / 0.000810714), ("AuTablespoon", 2e-5), ("BoardFoot", 2.3597372158e-3), ("CubicFoot", 0.028316846592), ("CubicInch", 1.6387064e-5),
            ("CubicMile", 4.16818182544058e9), ("CubicYard", 0.764554857984), ("ImperialBeerBarrel", 0.16365924), ("ImperialGallon", 0.00454609), ("ImperialOunce", 2.84130625e-5),
            ("ImperialPint", 5.6826125e-4), ("MetricCup", 2.5e-4), ("MetricTeaspoon", 5e-6), ("OilBarrel", 0.158987294928), ("UkTablespoon", 1.5e-5), ("UsBeerBarrel", 0.1173477658),
            ("UsCustomaryCup", 2.365882365e-4), ("UsGallon", 0.003785411784), ("UsLegalCup", 2.4e-4), ("UsOunce", 2.95735295625e-5), ("UsPint", 4.73176473e-4), ("UsQuart", 9.46352946e-4),
            ("UsTablespoon", 1.478676478125e-5), ("UsTeaspoon", 4.92892159375e-6)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // To kelvin and back: a factor and what is added then.
    static readonly FrozenDictionary<string, (double Factor, double Zero)> _temperatures = new Dictionary<string, (double, double)>
    {
        ["Kelvin"] = (1, 0),
        ["DegreeCelsius"] = (1, 273.15),
        ["MillidegreeCelsius"] = (1e-3, 273.15),
        ["DegreeDelisle"] = (-2 / 3.0, 373.15),
        ["DegreeFahrenheit"] = (5 / 9.0, 459.67 * 5 / 9),
        ["DegreeNewton"] = (100 / 33.0, 273.15),
        ["DegreeRankine"] = (5 / 9.0, 0),
        ["DegreeReaumur"] = (1.25, 273.15),
        ["DegreeRoemer"] = (40 / 21.0, 273.15 - (7.5 * 40 / 21)),
        ["SolarTemperature"] = (5778, 0),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool TryConvert(string quantity, double value, string from, string to, out double result)
    {
        result = value;
        if (quantity == "temperature")
        {
            var found = _temperatures.TryGetValue(from, out var source) & _temperatures.TryGetValue(to, out var target);
            result = found ? ((value * source.Factor) + source.Zero - target.Zero) / target.Factor : 0;
            return found;
        }

        if (quantity == "angle" && (Same(from, "Tilt") || Same(to, "Tilt")))
        {
            // The tilt is the sine of the angle.
            value = Same(from, "Tilt") ? Math.Asin(value) * 180 / Math.PI : value;
            var (source, target) = (Same(from, "Tilt") ? "Degree" : from, Same(to, "Tilt") ? "Degree" : to);
            var known = TryConvert(quantity, value, source, target, out result);
            result = Same(to, "Tilt") ? Math.Sin(result * Math.PI / 180) : result;
            return known;
        }

        if (!_units.TryGetValue(quantity, out var units) || Factor(units, from) is not { } first || Factor(units, to) is not { } second)
        {
            return false;
        }

        result = value * first / second;
        return true;
    }

    static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    static double? Factor(FrozenDictionary<string, double> units, string name)
    {
        if (units.TryGetValue(name, out var factor))
        {
            return factor;
        }

        foreach (var (prefix, times) in _prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && units.TryGetValue(name[prefix.Length..], out var single))
            {
                return times * single;
            }
        }

        return null;
    }

    static FrozenDictionary<string, double> Of(params (string Name, double Factor)[] units) => units.ToFrozenDictionary(static u => u.Name, static u => u.Factor, StringComparer.OrdinalIgnoreCase);

    static FrozenDictionary<string, double> PerTime(params (string Name, double Factor)[] units) => Of(
        [.. units.SelectMany(static u => new[] { ($"{u.Name}PerSecond", u.Factor), ($"{u.Name}PerMinute", u.Factor / 60), ($"{u.Name}PerHour", u.Factor / 3600) }), ("Knot", 1852 / 3600.0)]);
}
