// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;
using Tapwatch.Engine.Json;

namespace Tapwatch.Engine.Sketches;

/// <summary>How many different values there are, in bounded memory: the hashes themselves while they are few, HyperLogLog registers from then on.</summary>
/// <remarks>As JSON it has the form of Kusto's hll(): <c>[[limit, bits], ["hash", …], [registers]]</c>; the registers are in base64, which Kusto does not say.</remarks>
sealed class HyperLogLog(int limit, int bits)
{
    readonly int _bits = bits;
    readonly HashSet<long> _hashes = [];
    byte[]? _registers;

    public long ApproximateBytes => (24L * _hashes.Count) + (_registers?.Length ?? 0) + 64;

    // Kusto, hll: accuracy 0 to 4 is an error of 1.6, 0.8, 0.4, 0.28 and 0.2 %.
    public static HyperLogLog For(long accuracy) => accuracy switch
    {
        0 => new HyperLogLog(256, 12),
        2 => new HyperLogLog(8192, 16),
        3 => new HyperLogLog(16384, 17),
        4 => new HyperLogLog(32768, 18),
        _ => new HyperLogLog(1024, 14),
    };

    public void Add(long hash)
    {
        if (_registers is not null)
        {
            Register(hash);
            return;
        }

        _hashes.Add(hash);
        if (_hashes.Count > limit)
        {
            Condense();
        }
    }

    /// <summary>The number of different values; exact while the hashes are kept.</summary>
    public long Count()
    {
        if (_registers is null)
        {
            return _hashes.Count;
        }

        var (sum, empty) = (0.0, 0);
        foreach (var rank in _registers)
        {
            sum += Math.ScaleB(1, -rank);
            empty += rank == 0 ? 1 : 0;
        }

        double size = _registers.Length;
        var estimate = 0.7213 / (1 + (1.079 / size)) * size * size / sum;
        return (long)Math.Round(estimate <= 2.5 * size && empty > 0 ? size * Math.Log(size / empty) : estimate);
    }

    public void Write(JsonBuilder json)
    {
        json.Raw("[["u8);
        json.Number(limit);
        json.Raw(","u8);
        json.Number(_bits);
        json.Raw("],["u8);
        var first = true;
        foreach (var hash in _hashes)
        {
            json.Raw(first ? "\""u8 : ",\""u8);
            json.Number(hash);
            json.Raw("\""u8);
            first = false;
        }

        json.Raw("],["u8);
        if (_registers is not null)
        {
            json.Raw("\""u8);
            json.Base64(_registers);
            json.Raw("\""u8);
        }

        json.Raw("]]"u8);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null of anything else.</summary>
    public static HyperLogLog? Read(ReadOnlySpan<byte> json)
    {
        var parts = new JsonMembers(json);
        if (!parts.IsArray || !parts.MoveNext() || !TrySizes(parts.Value, out var limit, out var bits) || !parts.MoveNext())
        {
            return null;
        }

        var result = new HyperLogLog(limit, bits);
        var hashes = new JsonMembers(parts.Value);
        while (hashes.IsArray && hashes.MoveNext())
        {
            if (!long.TryParse(hashes.Value.Trim((byte)'"'), CultureInfo.InvariantCulture, out var hash))
            {
                return null;
            }

            result.Add(hash);
        }

        if (!parts.MoveNext())
        {
            return null;
        }

        var registers = new JsonMembers(parts.Value);
        if (registers.IsArray && registers.MoveNext())
        {
            var bytes = new byte[1 << bits];
            if (System.Buffers.Text.Base64.DecodeFromUtf8(registers.Value.Trim((byte)'"'), bytes, out _, out var written) != System.Buffers.OperationStatus.Done || written != bytes.Length)
            {
                return null;
            }

            result._registers = bytes;
        }

        return result;
    }

    /// <summary>Takes in what another has seen.</summary>
    /// <returns>The one that holds both, of the lesser accuracy.</returns>
    public HyperLogLog With(HyperLogLog other)
    {
        if (other._bits < _bits)
        {
            return other.With(this);
        }

        foreach (var hash in other._hashes)
        {
            Add(hash);
        }

        if (other._registers is not null)
        {
            Condense();
            // Registers that share their first bits fall together; the bits that no longer name a register count for the rank.
            var shift = other._bits - _bits;
            for (var i = 0; i < other._registers.Length; i++)
            {
                var low = i & ((1 << shift) - 1);
                var rank = other._registers[i] == 0 ? 0 : low == 0 ? other._registers[i] + shift : shift - BitOperations.Log2((uint)low);
                _registers![i >> shift] = Math.Max(_registers[i >> shift], (byte)rank);
            }
        }

        return this;
    }

    void Condense()
    {
        if (_registers is null)
        {
            _registers = new byte[1 << _bits];
            foreach (var hash in _hashes)
            {
                Register(hash);
            }

            _hashes.Clear();
        }
    }

    void Register(long hash)
    {
        var place = (int)((ulong)hash >> (64 - _bits));
        var rank = (byte)(BitOperations.LeadingZeroCount(((ulong)hash << _bits) | (1UL << (_bits - 1))) + 1);
        _registers![place] = Math.Max(_registers[place], rank);
    }

    static bool TrySizes(ReadOnlySpan<byte> json, out int limit, out int bits)
    {
        (limit, bits) = (0, 0);
        var sizes = new JsonMembers(json);
        return sizes.IsArray && sizes.MoveNext() && int.TryParse(sizes.Value, CultureInfo.InvariantCulture, out limit) && limit is > 0 and <= 1 << 20
            && sizes.MoveNext() && int.TryParse(sizes.Value, CultureInfo.InvariantCulture, out bits) && bits is >= 4 and <= 18;
    }
}
