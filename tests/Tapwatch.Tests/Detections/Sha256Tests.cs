// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using Tapwatch.Detections.Findings;

namespace Tapwatch.Tests.Detections;

public class Sha256Tests
{
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void The_digest_is_that_of_the_standard(string text, string expected) => Assert.Equal(expected, Convert.ToHexStringLower(Sha256.Of(Encoding.UTF8.GetBytes(text))));

    // Up to three blocks: the count fits behind the last byte, or needs a block of its own.
    [Fact]
    public void Texts_of_every_length_have_the_digest_the_framework_gives_them()
    {
        var bytes = new byte[200];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(i * 37);
        }

        for (var length = 0; length <= bytes.Length; length++)
        {
            Assert.Equal(SHA256.HashData(bytes.AsSpan(0, length)), Sha256.Of(bytes.AsSpan(0, length)));
        }
    }
}
