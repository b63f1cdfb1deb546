// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Prefiltering;
using Tapwatch.Records;
using Tapwatch.Records.Columns;

namespace Tapwatch.Engine.Scan;

/// <summary>Runs all leaves of a pass over chunks. For one thread; each has its own.</summary>
sealed class ChunkScanner(ScanPass pass, EngineOptions options)
{
    const int FewWakings = 8;

    readonly Dictionary<ScanLeaf, int> _order = [];
    readonly Lazy<KindScanner>?[] _plain = new Lazy<KindScanner>?[RecordKinds.Count];
    readonly Lazy<KindScanner>?[] _seeking = new Lazy<KindScanner>?[RecordKinds.Count];
    readonly WaitingPlan[][] _waiting = new WaitingPlan[RecordKinds.Count][];
    readonly WaitingPlan[][] _waitingForAny = new WaitingPlan[RecordKinds.Count][];
    readonly int[] _seekers = new int[RecordKinds.Count];
    readonly SoughtKind?[] _sought = new SoughtKind?[RecordKinds.Count];
    readonly Lazy<CandidateFinder>?[] _finders = new Lazy<CandidateFinder>?[RecordKinds.Count];
    int _version = -1;
    int _wakings;
    int[] _records = [];

    /// <summary>The rows of a chunk; owns it from now on.</summary>
    public ChunkRows Scan(RecordChunk chunk)
    {
        var kinds = KindsIn(chunk);
        do
        {
            Prepare();
            for (var kind = 0; kind < RecordKinds.Count; kind++)
            {
                if ((kinds >> kind & 1) != 0)
                {
                    _finders[kind]?.Value.Find(chunk, isAlone: kinds == 1 << kind);
                }
            }
        }
        while (Wake(kinds));

        var rows = new List<(ScanLeaf Leaf, Batch Rows)>();
        var failures = new List<(ScanLeaf Leaf, string Reason)>();
        for (var kind = 0; kind < RecordKinds.Count; kind++)
        {
            if (_sought[kind] is { Count: > 0 } sought)
            {
                _seeking[kind]?.Value.Scan(chunk, sought.Records, sought.Wanted, rows, failures);
                sought.Clear();
            }
        }

        for (var kind = 0; kind < RecordKinds.Count; kind++)
        {
            if (_plain[kind] is { } plain && (kinds >> kind & 1) != 0)
            {
                plain.Value.Scan(chunk, RecordsOf(chunk, kind), [], rows, failures);
            }
        }

        // By leaf, so that neither the size of batches nor the prefilter changes the order; rows of one leaf are in order already.
        for (var i = 1; i < rows.Count; i++)
        {
            var (next, place) = (rows[i], i);
            for (; place > 0 && _order[rows[place - 1].Leaf] > _order[next.Leaf]; place--)
            {
                rows[place] = rows[place - 1];
            }

            rows[place] = next;
        }

        return new ChunkRows(chunk, rows, failures);
    }

    /// <summary>Gets ready for the leaves there are now; those of plans that waited come later.</summary>
    void Prepare()
    {
        var version = pass.Version;
        if (version == _version)
        {
            return;
        }

        _version = version;
        _order.Clear();
        var (leaves, waiting) = pass.Now();
        foreach (var leaf in leaves)
        {
            _order.Add(leaf, _order.Count);
        }

        for (var kind = 0; kind < RecordKinds.Count; kind++)
        {
            Prepare(kind, [.. leaves.Where(l => RecordKinds.IndexOf(l.Scan.Kind) == kind)], waiting);
        }
    }

    void Prepare(int kind, IReadOnlyList<ScanLeaf> leaves, IReadOnlyList<WaitingPlan> waiting)
    {
        var record = RecordKinds.At(kind);
        var seeking = leaves.Where(l => options.UsePrefilter && LiteralSearcher.CanSeek(l.Scan.Prefilter)).ToList();
        var plain = leaves.Except(seeking).ToList();
        var prefilters = seeking.ConvertAll(static l => l.Scan.Prefilter!);
        var (forLiterals, forAny) = (new List<WaitingPlan>(), new List<WaitingPlan>());
        foreach (var plan in waiting)
        {
            foreach (var sign in plan.Signs)
            {
                if (sign.Kind == record)
                {
                    (sign.Prefilter is null ? forAny : forLiterals).Add(plan);
                    prefilters.AddRange(sign.Prefilter is { } prefilter ? [prefilter] : []);
                }
            }
        }

        (_waiting[kind], _waitingForAny[kind], _seekers[kind]) = ([.. forLiterals], [.. forAny], seeking.Count);

        // Made when the first record asks for them: most inputs hold one kind, and most hold nothing that is sought.
        _plain[kind] = plain.Count > 0 ? new(() => new KindScanner(record, plain, options), isThreadSafe: false) : null;
        _seeking[kind] = seeking.Count > 0 ? new(() => new KindScanner(record, seeking, options), isThreadSafe: false) : null;
        _sought[kind] = null;
        _finders[kind] = null;
        if (prefilters.Count > 0)
        {
            var sought = new SoughtKind(prefilters);
            _sought[kind] = sought;
            _finders[kind] = new(() => new CandidateFinder(kind, sought, options.Vectors), isThreadSafe: false);
        }
    }

    /// <summary>Makes the plans that wait for one of the records found, or for any of these kinds; whether there were any.</summary>
    bool Wake(int kinds)
    {
        var met = new List<WaitingPlan>();
        for (var kind = 0; kind < RecordKinds.Count; kind++)
        {
            if ((kinds >> kind & 1) != 0)
            {
                met.AddRange(_waitingForAny[kind]);
            }

            for (var i = 0; i < _waiting[kind].Length; i++)
            {
                if (_sought[kind]!.IsWanted(_seekers[kind] + i))
                {
                    met.Add(_waiting[kind][i]);
                }
            }
        }

        if (met.Count == 0)
        {
            return false;
        }

        AddMore(met);
        pass.Wake(met);
        return true;
    }

    /// <summary>Adds plans that nothing was found for yet: all that are there are gone through after each making, so that must not happen as often as there are plans.</summary>
    void AddMore(List<WaitingPlan> met)
    {
        if (++_wakings > FewWakings)
        {
            var more = 1 << Math.Min(_wakings - FewWakings, 30);
            met.AddRange(_waiting.SelectMany(static w => w).Where(static p => p.Made is null).Distinct().Take(more));
        }
    }

    /// <summary>The kinds there are records of, as bits.</summary>
    static int KindsIn(RecordChunk chunk)
    {
        var kinds = 0;
        foreach (ref readonly var record in chunk.Records)
        {
            kinds |= 1 << record.KindIndex;
        }

        return kinds;
    }

    ReadOnlySpan<int> RecordsOf(RecordChunk chunk, int kind)
    {
        var all = chunk.Records;
        if (_records.Length < all.Length)
        {
            _records = new int[all.Length];
        }

        var count = 0;
        for (var i = 0; i < all.Length; i++)
        {
            _records[count] = i;
            count += all[i].KindIndex == kind ? 1 : 0;
        }

        return _records.AsSpan(0, count);
    }
}
