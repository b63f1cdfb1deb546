// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Records.CloudTrail;

/// <summary>
/// What makes a JSON object a CloudTrail event: <c>eventName</c> with an <c>eventSource</c> of Amazon's, or with another and <c>eventVersion</c>, <c>userIdentity</c> or <c>eventID</c>.
/// S3 notifications (<c>eventSource: aws:s3</c>) and Alibaba's ActionTrail have the same names and are told apart by their source.
/// </summary>
/// <remarks>Member names: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html.
/// Some pipelines write all names in lower case, some leave out the version or the source.</remarks>
struct CloudTrailSigns
{
    const int Version = 1;
    const int Source = 2;
    const int Name = 4;
    const int Identity = 8;
    const int EventId = 16;
    const int AmazonSource = 32;
    const int Notification = 64;

    int _seen;

    /// <summary>How a line begins that is an event as AWS writes it.</summary>
    public static ReadOnlySpan<byte> Signature => "{\"eventVersion\":\"1."u8;

    /// <summary>AWS ends no event beyond this: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html.</summary>
    public const int LongestEvent = 256 << 10;

    /// <summary>Whether anything was seen.</summary>
    public readonly bool Any => _seen != 0;

    /// <summary>Whether what was seen so far is enough, whatever follows.</summary>
    public readonly bool IsCertain => (_seen & (AmazonSource | Name)) == (AmazonSource | Name);

    /// <summary>Whether all that was seen makes an event.</summary>
    public readonly bool IsRecognised
    {
        get
        {
            if ((_seen & (Name | Notification)) != Name)
            {
                return false;
            }

            return IsCertain || (_seen & Source) != 0
                ? (_seen & (Version | Identity | EventId)) != 0
                : (_seen & (Identity | EventId)) == (Identity | EventId);
        }
    }

    /// <summary>Looks at one member.</summary>
    public void See(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        switch (key.Length)
        {
            case 7 when Is(key, "eventID"u8, "eventid"u8):
                _seen |= EventId;
                break;
            case 9 when Is(key, "eventName"u8, "eventname"u8) && value[0] == (byte)'"':
                _seen |= Name;
                break;
            case 11 when Is(key, "eventSource"u8, "eventsource"u8):
                // Alibaba's ActionTrail has the same names with sources under aliyun.com.
                _seen |= value.StartsWith("\"aws:"u8) || value.IndexOf("aliyun"u8) >= 0 ? Notification
                    : value.IndexOf(".amazonaws.com"u8) > 0 ? AmazonSource | Source
                    : Source;
                break;
            case 12 when Is(key, "eventVersion"u8, "eventversion"u8):
                _seen |= Version;
                break;
            case 12 when Is(key, "userIdentity"u8, "useridentity"u8):
                _seen |= Identity;
                break;
        }
    }

    // lookup-events writes EventName and EventSource around the event itself: other cases are other things.
    static bool Is(ReadOnlySpan<byte> key, ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) => key.SequenceEqual(name) || key.SequenceEqual(lower);
}
