// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Tapwatch.Cli;

/// <summary>
/// Messages in UTF-8, written at once. When they cannot be written (standard error is closed, or its disk is full) there is nobody left
/// to tell, and the results and the exit code still count: the run goes on.
/// </summary>
sealed class MessageWriter(Stream stream) : TextWriter
{
    readonly StreamWriter _writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
    bool _broken;

    public override Encoding Encoding => _writer.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (_broken)
        {
            return;
        }

        try
        {
            _writer.Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A descriptor that was closed may by now be one of the runtime's own, which refuses writing.
            _broken = true;
        }
    }
}
