package scf.platform;

import static scf.platform.LiveTown.text;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What a receiving bank is told when issuers have paid: camt.054, with a notification for each account that was
/// credited. Where the bank itself is paid, the account is one of its own.
final class Notices {

    private Notices() {}

    static String of(String messageId, List<JsonNode> instructions) {
        var credits = instructions.stream().map(Notices::credit).collect(Collectors.joining());
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
                  <GrpHdr><MsgId>%1$s</MsgId><CreDtTm>2026-12-18T09:00:00+08:00</CreDtTm></GrpHdr>
                  %2$s
                </BkToCstmrDbtCdtNtfctn></Document>
                """.formatted(messageId.substring(0, Math.min(35, messageId.length())), credits);
    }

    private static String credit(JsonNode one) {
        return """
                <Ntfctn><Id>%3$s</Id><CreDtTm>2026-12-18T09:00:00+08:00</CreDtTm>
                  <Acct><Id><Othr><Id>%4$s</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
                  <Ntry><Amt Ccy="CNY">%1$s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                  <BookgDt><Dt>%2$s</Dt></BookgDt>
                  <NtryDtls><TxDtls><Refs><AcctSvcrRef>B%3$s</AcctSvcrRef><EndToEndId>%3$s</EndToEndId></Refs>
                    <Amt Ccy="CNY">%1$s</Amt><CdtDbtInd>CRDT</CdtDbtInd>
                    <RltdPties><Dbtr><Pty><Nm>Payer</Nm></Pty></Dbtr></RltdPties></TxDtls></NtryDtls></Ntry></Ntfctn>
                """.formatted(text(one, "/amount/amount"), text(one, "/dueOn"), text(one, "/reference"), account(one));
    }

    private static String account(JsonNode instruction) {
        var account = instruction.at("/payeeAccount/number");
        return account.isString() ? account.asString() : "BANKS-OWN";
    }
}
