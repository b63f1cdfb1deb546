// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records;

namespace Tapwatch.Engine.Scan;

/// <summary>What a worker does next: read and scan the next chunk of a source in turn, or one of its blocks, or decode some of it ahead.</summary>
/// <param name="Source">The source.</param>
/// <param name="Blocks">Its blocks; null: in turn.</param>
/// <param name="Block">Which block.</param>
/// <param name="Number">The turn in which the block's rows are handed on.</param>
/// <param name="IsAhead">Whether it is only decoded, to be read later.</param>
sealed record ScanTask(SourceProgress Source, RecordBlocks? Blocks = null, long Block = 0, long Number = 0, bool IsAhead = false);
