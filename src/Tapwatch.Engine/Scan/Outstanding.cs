// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Scan;

/// <summary>Chunks of a pass that are being read or hold memory until they are handed on. Guarded by the lock of the pass.</summary>
sealed class Outstanding
{
    public int Count { get; set; }
}
