package scf.platform.trade;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jooq.DSLContext;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.platform.Mutations;
import scf.platform.signing.MessageKey;
import scf.platform.signing.SignedClient;
import scf.schema.ids.KeyId;

/// Hands in documents that were sound before something happened to them, through the real door.
public final class DocumentFuzz {

    private static final List<String> TYPES = List.of(
            "application/xml",
            "text/csv",
            "application/zip",
            "application/ofd",
            "application/octet-stream",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private static final List<String> ROWS = List.of("""
            {"kind":"INVOICE","code":"3500201130","number":"00012345","checkCode":"123456","date":"2026-09-21",
             "seller":{"identifier":"91350100MA00000C5G"},"buyer":{"identifier":"91350100MA00000B7M"},
             "payable":{"amount":"113.00","currency":"CNY"},"amount":{"amount":"100.00","currency":"CNY"},
             "tax":{"amount":"13.00","currency":"CNY"},
             "lines":[{"line":"1","name":"数控主轴","quantity":"1","unit":"台","net":{"amount":"110.00","currency":"CNY"}},
                      {"line":"2","name":"数控主轴","net":{"amount":"-10.00","currency":"CNY"}}]}""", """
            {"kind":"WAYBILL","number":"FJXM01AB202609210007","date":"2026-09-21","mode":"MULTIMODAL",
             "seller":{"identifier":"91350100MA00000C5G"},"buyer":{"identifier":"91350100MA00000B7M"},
             "shippingNoteNumber":"S1","vehicleNumber":"闽A00001","signedAt":"2026-09-21T02:00:00Z",
             "financialList":[{"paymentMeansCode":"32","bankCode":"ICBC","sequenceCode":"1"}]}""", """
            {"kind":"PAYMENT","number":"B-1","date":"2026-09-21","payer":{"identifier":"91350100MA00000B7M"},
             "payee":{"identifier":"91350100MA00000C5G","account":"6222"},"amount":{"amount":"1.00","currency":"CNY"},
             "purpose":"货款","invoiceNumber":"INV-1"}""");

    private final SignedClient seller;

    /// A call and what came of it.
    public record Shot(int status, Bytes sent, String answer) {}

    private DocumentFuzz(SignedClient seller) {
        this.seller = seller;
    }

    public static DocumentFuzz of(DSLContext sql, String base) {
        party(sql, PracticeDocuments.BUYER);
        var id = party(sql, PracticeDocuments.SELLER);
        var key = MessageKey.draw(new KeyId("fuzz-" + UUID.randomUUID()), Algorithm.ED25519);
        sql.execute("""
                insert into enterprise.keys (kid, owner_id, usage, algorithm, public_key, held_by, status, registrar_id,
                                             registered_at, not_before, not_after)
                values (?, ?, 'HTTP', 'ed25519', ?, 'erp', 'ACTIVE', ?, now(), now() - interval '1 day',
                        now() + interval '1 year')
                """, key.kid().value(), id, key.publicKey().toArray(), id);
        return new DocumentFuzz(
                SignedClient.of(HttpClient.newHttpClient(), URI.create(base), id.toString(), key, Clock.systemUTC()));
    }

    private static UUID party(DSLContext sql, String code) {
        sql.execute("""
                insert into enterprise.enterprises
                       (id, kind, name, scheme, identifier, size_at_contract, registered_at)
                values (?, 'ENTERPRISE', '闽江测试机械有限公司', 'USCC', ?, 'SMALL', now())
                on conflict (scheme, identifier) do nothing
                """, UUID.randomUUID(), code);
        return sql.fetchSingle("select id from enterprise.enterprises where identifier = ?", code)
                .get(0, UUID.class);
    }

    public Shot once(Random random) {
        if (random.nextInt(6) == 0) {
            byte[] rows = ROWS.get(random.nextInt(ROWS.size())).getBytes(StandardCharsets.UTF_8);
            return shoot("application/json", Mutations.of(rows, random), random);
        }
        var papers = new TradeFamily(random.nextInt(1_000_000)).papers();
        var paper = papers.get(random.nextInt(papers.size()));
        var forms = Rendering.of(paper);
        var form = forms.get(random.nextInt(forms.size()));
        String type = random.nextInt(20) == 0 ? TYPES.get(random.nextInt(TYPES.size())) : form.mediaType();
        return shoot(type, bytes(form, paper, random), random);
    }

    /// In half of the zips the damage is inside, where the packing does not find it.
    private static byte[] bytes(Rendering form, TradeFamily.Paper paper, Random random) {
        if (form == Rendering.OFD && random.nextBoolean()) {
            return Rendering.zip(Map.of(
                    "Doc_0/Attach/original_invoice.xml",
                    Mutations.of(Rendering.utf8(Rendering.english(paper)), random)));
        }
        if (form == Rendering.XLSX && random.nextBoolean()) {
            byte[] sheet = Rendering.utf8(Rendering.sheet(Rendering.table(List.of(paper))));
            return Rendering.workbook(Mutations.of(sheet, random), Map.of());
        }
        byte[] sound = form.render(paper);
        return random.nextInt(30) == 0 ? sound : Mutations.of(sound, random);
    }

    private Shot shoot(String type, byte[] body, Random random) {
        String query = random.nextInt(10) == 0 ? "?order=PO-" + random.nextInt(100) : "";
        var answer = seller.call(
                "POST",
                "/v1/trade-documents" + query,
                Map.of(
                        "Content-Type",
                        type,
                        "Idempotency-Key",
                        UUID.randomUUID().toString()),
                body);
        return new Shot(answer.status(), Bytes.of(body), answer.status() < 500 ? "" : answer.text());
    }
}
