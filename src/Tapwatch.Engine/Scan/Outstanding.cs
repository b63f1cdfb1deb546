// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Scan;

/// <summary>What a pass holds in memory: chunks being read and scanned, and those whose rows wait to be handed on. Guarded by the lock of the pass.</summary>
sealed class Outstanding
{
    /// <summary>Bytes of a unit.</summary>
    public const int UnitBytes = 16 << 10;

    /// <summary>Units of a whole chunk.</summary>
    public const int Chunk = 32;

    /// <summary>Units.</summary>
    public int Count { get; set; }
}
