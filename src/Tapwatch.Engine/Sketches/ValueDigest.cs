// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Engine.Json;

namespace Tapwatch.Engine.Sketches;

/// <summary>The distribution of values: each with its weight, in order. Exact until there are very many different numbers; neighbours are then put together.</summary>
/// <remarks>As JSON it has the form of Kusto's tdigest(): <c>[[7], [value, …], [weight, …]]</c>.</remarks>
sealed class ValueDigest
{
    const int MostValues = 20_000;

    readonly List<(byte[] Value, double Weight)> _values = [];
    bool _inOrder = true;

    public long ApproximateBytes => 48L * _values.Count;

    public bool IsEmpty => _values.Count == 0;

    public void Add(ReadOnlySpan<byte> value, double weight)
    {
        _values.Add((value.ToArray(), weight));
        _inOrder = false;
        if (_values.Count >= 4 * MostValues)
        {
            Order();
        }
    }

    public void Add(ValueDigest other)
    {
        _values.AddRange(other._values);
        _inOrder = false;
        Order();
    }

    /// <summary>The least value that so many percent of all weights do not lie above (nearest rank).</summary>
    public ReadOnlySpan<byte> At(double percent)
    {
        Order();
        var wanted = Math.Ceiling(Math.Clamp(percent, 0, 100) / 100 * Total());
        var sum = 0.0;
        foreach (var (value, weight) in _values)
        {
            sum += weight;
            if (sum >= wanted && sum > 0)
            {
                return value;
            }
        }

        return _values.Count > 0 ? _values[^1].Value : default;
    }

    /// <summary>The weight of all values that do not lie above this one.</summary>
    public double RankOf(ReadOnlySpan<byte> value)
    {
        var rank = 0.0;
        foreach (var (have, weight) in _values)
        {
            rank += JsonElements.Compare(have, value) <= 0 ? weight : 0;
        }

        return rank;
    }

    public double Total()
    {
        var sum = 0.0;
        foreach (var (_, weight) in _values)
        {
            sum += weight;
        }

        return sum;
    }

    public void Write(JsonBuilder json)
    {
        Order();
        json.Raw("[[7],["u8);
        for (var i = 0; i < _values.Count; i++)
        {
            json.Raw(i > 0 ? ","u8 : []);
            json.Raw(_values[i].Value);
        }

        json.Raw("],["u8);
        for (var i = 0; i < _values.Count; i++)
        {
            json.Raw(i > 0 ? ","u8 : []);
            json.Raw(Encoding.ASCII.GetBytes(_values[i].Weight.ToString("R", CultureInfo.InvariantCulture)));
        }

        json.Raw("]]"u8);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null of anything else.</summary>
    public static ValueDigest? Read(ReadOnlySpan<byte> json)
    {
        var (values, weights) = (new ElementRanges(), new ElementRanges());
        var parts = new JsonMembers(json);
        if (!parts.IsArray || !parts.MoveNext() || !parts.MoveNext())
        {
            return null;
        }

        var left = parts.Value;
        if (!values.Read(left) || !parts.MoveNext() || !weights.Read(parts.Value) || values.Count != weights.Count)
        {
            return null;
        }

        var result = new ValueDigest();
        for (var i = 0; i < values.Count; i++)
        {
            if (!JsonElements.IsNumber(weights[parts.Value, i], out var weight))
            {
                return null;
            }

            result._values.Add((left[values.At(i)].ToArray(), weight));
        }

        result._inOrder = false;
        return result;
    }

    void Order()
    {
        if (_inOrder)
        {
            return;
        }

        _inOrder = true;
        _values.Sort(static (a, b) => JsonElements.Compare(a.Value, b.Value));
        var kept = 0;
        for (var i = 1; i < _values.Count; i++)
        {
            if (JsonElements.Compare(_values[kept].Value, _values[i].Value) == 0)
            {
                _values[kept] = (_values[kept].Value, _values[kept].Weight + _values[i].Weight);
            }
            else
            {
                _values[++kept] = _values[i];
            }
        }

        if (_values.Count > 0)
        {
            _values.RemoveRange(kept + 1, _values.Count - kept - 1);
        }

        if (_values.Count > MostValues)
        {
            Condense();
        }
    }

    // Neighbours within become their mean; the ends stay, so the least and the greatest are exact.
    void Condense()
    {
        var step = (_values.Count / (MostValues / 2)) + 1;
        var result = new List<(byte[] Value, double Weight)> { _values[0] };
        for (var i = 1; i < _values.Count - 1; i += step)
        {
            var (sum, weights, last) = (0.0, 0.0, _values[i].Value);
            for (var j = i; j < Math.Min(i + step, _values.Count - 1); j++)
            {
                last = _values[j].Value;
                weights += _values[j].Weight;
                sum = JsonElements.IsNumber(last, out var number) ? sum + (number * _values[j].Weight) : double.NaN;
            }

            result.Add((double.IsFinite(sum) ? Encoding.ASCII.GetBytes((sum / weights).ToString("R", CultureInfo.InvariantCulture)) : last, weights));
        }

        result.Add(_values[^1]);
        _values.Clear();
        _values.AddRange(result);
    }
}
