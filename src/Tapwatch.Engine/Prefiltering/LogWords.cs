// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Prefiltering;

/// <summary>
/// Words that logs of clouds and devices are full of. What a literal has beside them, or across two of them, is rarer and so is better sought.
/// A matter of speed only.
/// </summary>
static class LogWords
{
    const string Words =
        "access account action active activity address admin administrator agent allow amazonaws api application archive arn assumed assume attach attribute authentication authorization "
        + "available backup bucket call caller category certificate change claims client cloud cluster code command compute config configuration connection console container content context "
        + "control correlation create created creation credential current customer data database date default delete denied deny describe description destination detail detach device disable "
        + "disk document domain down duration dynamic email enable encrypt endpoint error event execute expiration export external failed failure federation file filter firewall flow folder forward "
        + "forwarding function gateway generate global google group handler health history host identity image import index information ingress input insert instance interface internal invoke issuer "
        + "item kernel key label lambda level limit line link list local location log login machine manage management member message method metadata microsoft mode modify monitor monitoring name "
        + "network number object open operation operator option order organization output owner package parameter parent path payload peer performance permission platform policy pool port prefix "
        + "primary principal private process profile project property properties protocol provider provisioning public query queue read ready reason receive recipient record region register release "
        + "remote remove report request require resource response result return role route router rule running scale schedule scope search secret section secure security server service session "
        + "setting severity signature single size snapshot source stack start state static station status stop storage stream string subject subnet subscription success suffix switch system table "
        + "tag target task template tenant terminate test thread time timestamp token topic tracking traffic trail transaction transport trigger type unit update user username valid value version virtual "
        + "volume warning watch web window windows with worker workload write zone";

    // A bit for each run of four letters within a word or its plural, by a hash: another run with the same hash only counts as less rare than it is.
    static readonly byte[] _runs = Runs();

    public static bool Contain(ReadOnlySpan<char> letters)
    {
        var hash = Hash(letters);
        return letters.Length == LiteralWindow.Longest && (_runs[hash >> 3] >> (hash & 7) & 1) != 0;
    }

    static byte[] Runs()
    {
        var runs = new byte[1 << 13];
        foreach (var word in Words.Split(' '))
        {
            var text = word + "s";
            for (var i = 0; i + LiteralWindow.Longest <= text.Length; i++)
            {
                var hash = Hash(text.AsSpan(i, LiteralWindow.Longest));
                runs[hash >> 3] |= (byte)(1 << (hash & 7));
            }
        }

        return runs;
    }

    static int Hash(ReadOnlySpan<char> letters)
    {
        var hash = 0u;
        foreach (var letter in letters)
        {
            hash = (hash * 31) + letter;
        }

        return (int)((hash * 0x9E3779B1) >> 16);
    }
}
