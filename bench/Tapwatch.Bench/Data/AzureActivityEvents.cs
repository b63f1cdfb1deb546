// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Bench.Data;

/// <summary>Azure Activity records as a diagnostic setting exports them, one a line.</summary>
static class AzureActivityEvents
{
    static readonly string[] s_operations =
    [
        "MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION", "MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE", "MICROSOFT.RESOURCES/DEPLOYMENTS/WRITE",
        "MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/WRITE", "MICROSOFT.KEYVAULT/VAULTS/WRITE", "MICROSOFT.COMPUTE/VIRTUALMACHINES/START/ACTION",
        "MICROSOFT.NETWORK/NETWORKINTERFACES/JOIN/ACTION", "MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE", "MICROSOFT.NETWORK/PUBLICIPADDRESSES/WRITE",
        "MICROSOFT.WEB/SITES/CONFIG/LIST/ACTION", "MICROSOFT.CONTAINERSERVICE/MANAGEDCLUSTERS/LISTCLUSTERUSERCREDENTIAL/ACTION", "MICROSOFT.SQL/SERVERS/WRITE",
    ];

    public static string Ordinary(Dice dice) => Record(dice, dice.Skewed(s_operations), "");

    public static string Sought(Dice dice, int number) =>
        Record(dice, number % 2 == 0 ? "MICROSOFT.NETWORK/VIRTUALNETWORKTAPS/WRITE" : "MICROSOFT.NETWORK/VIRTUALNETWORKTAPS/DELETE", "");

    /// <summary>A role definition that lists the operation.</summary>
    public static string Decoy(Dice dice, int number) =>
        Record(dice, "MICROSOFT.AUTHORIZATION/ROLEDEFINITIONS/WRITE",
            $",\"requestbody\":\"{{'roleName':'net{number}','permissions':[{{'actions':['Microsoft.Network/virtualNetworkTaps/read']}}]}}\"");

    static string Record(Dice dice, string operation, string more)
    {
        var group = dice.Below(60);
        var caller = dice.Below(120);
        return $$$$"""{"RoleLocation":"westeurope","time":"{{{{Moments.Iso(Moments.Any(dice), "yyyy-MM-dd'T'HH:mm:ss'.0000000Z'")}}}}","resourceId":"/SUBSCRIPTIONS/AAAABBBB-1111-4222-8333-CCCCDDDDEEEE/RESOURCEGROUPS/RG-{{{{group}}}}/PROVIDERS/MICROSOFT.NETWORK/ITEMS/X{{{{dice.Below(500)}}}}","operationName":"{{{{operation}}}}","category":"Administrative","resultType":"Success","resultSignature":"Succeeded.","durationMs":"{{{{dice.Below(900)}}}}","callerIpAddress":"198.51.100.{{{{dice.Below(256)}}}}","correlationId":"{{{{dice.Hex(8)}}}}-{{{{dice.Hex(4)}}}}-{{{{dice.Hex(12)}}}}","identity":{"authorization":{"scope":"/subscriptions/aaaabbbb-1111-4222-8333-ccccddddeeee/resourceGroups/rg-{{{{group}}}}/providers/Microsoft.Network/items/x","action":"{{{{operation}}}}","evidence":{"role":"Contributor","roleAssignmentScope":"/subscriptions/aaaabbbb-1111-4222-8333-ccccddddeeee","principalId":"{{{{dice.Hex(32)}}}}","principalType":"User"}},"claims":{"aud":"https://management.core.windows.net/","iss":"https://sts.windows.net/99998888-7777-4666-9555-444433332222/","appid":"04b07795-8ddb-461a-bbee-02f9e1bf7b46","ipaddr":"198.51.100.{{{{dice.Below(256)}}}}","name":"User {{{{caller}}}}","http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn":"user{{{{caller}}}}@contoso.example"}},"level":"Information","properties":{"statusCode":"OK","serviceRequestId":"{{{{dice.Hex(32)}}}}","eventCategory":"Administrative","entity":"/subscriptions/aaaabbbb-1111-4222-8333-ccccddddeeee/resourceGroups/rg-{{{{group}}}}","hierarchy":"99998888-7777-4666-9555-444433332222"{{{{more}}}}},"tenantId":"99998888-7777-4666-9555-444433332222"}""";
    }
}
