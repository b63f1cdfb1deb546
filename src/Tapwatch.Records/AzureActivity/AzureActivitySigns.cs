// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Tapwatch.Records.AzureActivity;

/// <summary>
/// What makes a JSON object an Azure Activity Log event, in its three shapes: REST (<c>operationName.value</c>), diagnostic setting
/// (<c>operationName</c> with a category of the Activity Log), Log Analytics row (<c>OperationNameValue</c>).
/// Entra ID sign-ins and audits, Kubernetes logs and other resource logs have an <c>operationName</c> and a <c>category</c> too, but other categories.
/// </summary>
/// <remarks>Shapes: https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema.
/// The data-plane logs of storage accounts (StorageRead…) come in the same envelope and in the same streams and are read along.</remarks>
struct AzureActivitySigns
{
    const int ProviderOperation = 1;
    const int Operation = 2;
    const int OwnCategory = 4;
    const int OtherCategory = 8;
    const int SubscriptionResource = 16;
    const int Row = 32;
    const int Caller = 64;

    int _seen;

    /// <summary>Whether anything was seen.</summary>
    public readonly bool Any => (_seen & (ProviderOperation | Operation | Row)) != 0;

    /// <summary>Whether what was seen so far is enough, whatever follows: an operation on a resource of a subscription under a category of the Activity Log.</summary>
    public readonly bool IsCertain =>
        (_seen & (OwnCategory | OtherCategory | SubscriptionResource)) == (OwnCategory | SubscriptionResource) && (_seen & (ProviderOperation | Operation)) != 0;

    /// <summary>Whether all that was seen makes an event.</summary>
    public readonly bool IsRecognised
    {
        get
        {
            if ((_seen & OtherCategory) != 0)
            {
                return false;
            }

            return (_seen & Row) != 0
                || ((_seen & ProviderOperation) != 0 && (_seen & (OwnCategory | SubscriptionResource | Caller)) != 0)
                || ((_seen & Operation) != 0 && (_seen & (OwnCategory | SubscriptionResource)) != 0 && (_seen & (SubscriptionResource | Caller)) != 0);
        }
    }

    /// <summary>Looks at one member.</summary>
    public void See(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        switch (key.Length)
        {
            case 6 when key.SequenceEqual("caller"u8):
                _seen |= Caller;
                break;
            case 8 when key.SequenceEqual("category"u8):
                _seen |= IsOwnCategory(Text(value)) ? OwnCategory : OtherCategory;
                break;
            case 10 when Ascii.EqualsIgnoreCase(key, "resourceid"u8):
                if (Text(value) is var id && id.Length >= 15 && Ascii.EqualsIgnoreCase(id[..15], "/subscriptions/"u8))
                {
                    _seen |= SubscriptionResource;
                }

                break;
            case 13 when key.SequenceEqual("operationName"u8):
                // "Microsoft.Network/virtualNetworkTaps/write"; Log Analytics rows of other tables have plain words here.
                _seen |= IsProviderOperation(Text(value)) ? ProviderOperation : Operation;
                break;
            case 13 when key.SequenceEqual("authorization"u8):
                _seen |= Caller;
                break;
            case 15 when key.SequenceEqual("callerIpAddress"u8):
                _seen |= Caller;
                break;
            case 18 when key.SequenceEqual("OperationNameValue"u8):
                _seen |= Row;
                break;
        }
    }

    static bool IsProviderOperation(ReadOnlySpan<byte> text)
    {
        var slash = text.IndexOf((byte)'/');
        return slash > 0 && text[..slash].IndexOf((byte)'.') > 0 && text[..slash].IndexOf((byte)' ') < 0;
    }

    /// <summary>The Activity Log's categories; <c>Action</c>, <c>Write</c> and <c>Delete</c> are those of its older export.</summary>
    static bool IsOwnCategory(ReadOnlySpan<byte> text) => text.Length switch
    {
        5 => Ascii.EqualsIgnoreCase(text, "Alert"u8) || Ascii.EqualsIgnoreCase(text, "Write"u8),
        6 => Ascii.EqualsIgnoreCase(text, "Policy"u8) || Ascii.EqualsIgnoreCase(text, "Action"u8) || Ascii.EqualsIgnoreCase(text, "Delete"u8),
        8 => Ascii.EqualsIgnoreCase(text, "Security"u8),
        9 => Ascii.EqualsIgnoreCase(text, "Autoscale"u8),
        11 => Ascii.EqualsIgnoreCase(text, "StorageRead"u8),
        12 => Ascii.EqualsIgnoreCase(text, "StorageWrite"u8),
        13 => Ascii.EqualsIgnoreCase(text, "ServiceHealth"u8) || Ascii.EqualsIgnoreCase(text, "StorageDelete"u8),
        14 => Ascii.EqualsIgnoreCase(text, "Administrative"u8) || Ascii.EqualsIgnoreCase(text, "Recommendation"u8) || Ascii.EqualsIgnoreCase(text, "ResourceHealth"u8),
        _ => false,
    };

    /// <summary>The content of a string, or of the string at <c>value</c> in an object: REST wraps names as <c>{"value":…,"localizedValue":…}</c>.</summary>
    static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json)
    {
        if (json[0] == (byte)'{')
        {
            var at = json.IndexOf("\"value\""u8);
            if (at < 0)
            {
                return default;
            }

            json = json[(at + 7)..];
            var quote = json.IndexOf((byte)'"');
            if (quote < 0)
            {
                return default;
            }

            json = json[quote..];
        }

        if (json.Length < 2 || json[0] != (byte)'"')
        {
            return default;
        }

        var end = json[1..].IndexOf((byte)'"');
        return end < 0 ? default : json.Slice(1, end);
    }
}
