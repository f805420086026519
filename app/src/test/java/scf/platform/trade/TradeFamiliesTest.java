package scf.platform.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import scf.contract.Bytes;
import scf.platform.Town;
import scf.platform.money.Money;
import scf.platform.receivable.ClaimRequest;
import scf.platform.receivable.Claiming;
import scf.platform.receivable.Receivable;
import scf.platform.receivable.Receivables;
import scf.schema.ids.DocumentId;
import scf.schema.ids.EnterpriseId;

/// Families of documents that nobody wrote by hand, in every form in which they are met: what is read from them and
/// what the match supports is what the generator knows to be true.
class TradeFamiliesTest {

    private static final int FAMILIES = 24;

    private final Town town = new Town();
    private final TradeDocuments documents = town.the(TradeDocuments.class);
    private final Receivables receivables = town.the(Receivables.class);

    @Test
    void what_is_read_and_what_is_supported_is_what_is_true() {
        int claims = 0;
        for (long seed = 1; seed <= FAMILIES; seed++) {
            var family = new TradeFamily(seed);
            var random = new Random(seed);
            var ids = filed(family, random);
            for (var truth : family.truth()) {
                claims++;
                assertThat(supported(
                                Objects.requireNonNull(ids.get(truth.invoice().number()))))
                        .as("seed %d, invoice %s", seed, truth.invoice().number())
                        .isEqualTo(Money.fen(truth.supportedFen()));
            }
        }
        assertThat(claims).isGreaterThan(FAMILIES);
    }

    /// In any order, by whoever has it, each in a form of its kind; and once more in another form by the other party.
    private Map<String, DocumentId> filed(TradeFamily family, Random random) {
        var ids = new HashMap<String, DocumentId>();
        var papers = new ArrayList<>(family.papers());
        Collections.shuffle(papers, random);
        for (var paper : papers) {
            var forms = new ArrayList<>(Rendering.of(paper));
            Collections.shuffle(forms, random);
            boolean bySeller = random.nextBoolean();
            var first = imported(paper, forms.getFirst(), bySeller ? town.supplier : town.master);
            assertThat(first)
                    .as("%s as %s", paper, forms.getFirst())
                    .isInstanceOfSatisfying(Filing.Filed.class, filed -> {
                        read(paper, filed.document());
                        ids.put(paper.number(), filed.document().id());
                    });
            var again = imported(paper, forms.getLast(), bySeller ? town.master : town.supplier);
            assertThat(again)
                    .as("%s, filed as %s, again as %s", paper, forms.getFirst(), forms.getLast())
                    .isInstanceOfSatisfying(
                            Filing.FiledBefore.class,
                            before -> assertThat(before.document().id()).isEqualTo(ids.get(paper.number())));
        }
        return ids;
    }

    private Filing imported(TradeFamily.Paper paper, Rendering form, EnterpriseId uploader) {
        var references = form.namesTheOrder() || paper.kind() != DocumentKind.INVOICE
                ? Upload.References.NONE
                : new Upload.References(null, paper.order(), null);
        var upload =
                new Upload(Bytes.of(form.render(paper)), form.mediaType(), uploader, "clerk-1", null, null, references);
        return switch (documents.importFile(upload)) {
            case Importing.One one -> one.filing();
            case Importing.Several several -> several.items().getFirst().filing();
        };
    }

    private static void read(TradeFamily.Paper paper, TradeDocument document) {
        assertThat(document.kind()).isEqualTo(paper.kind());
        assertThat(document.number()).isEqualTo(paper.number());
        assertThat(document.issueDate()).isEqualTo(paper.date());
        assertThat(document.orderNumber()).isEqualTo(paper.order());
        assertThat(document.invoiceNumber()).isEqualTo(paper.invoice());
        assertThat(document.lines()).hasSameSizeAs(paper.lines());
        boolean priced = paper.kind() != DocumentKind.DESPATCH && paper.kind() != DocumentKind.RECEIPT;
        assertThat(document.payable()).isEqualTo(priced ? Money.fen(paper.payableFen()) : null);
        assertThat(document.prepaid()).isEqualTo(paper.prepaidFen() == 0 ? null : Money.fen(paper.prepaidFen()));
        for (int i = 0; i < paper.lines().size(); i++) {
            var wanted = paper.lines().get(i);
            var found = document.lines().get(i);
            if (wanted.quantity() == null) {
                assertThat(found.quantity()).isNull();
            } else {
                assertThat(found.quantity()).isEqualByComparingTo(wanted.quantity());
            }
            if (priced) {
                assertThat(found.netMinor()).isEqualTo(wanted.netFen());
            }
        }
    }

    /// Which claim came first, its time says.
    private Money supported(DocumentId invoice) {
        town.pass(Duration.ofSeconds(1));
        var request = new ClaimRequest(invoice, "HT-2026-08", null, Town.DUE, "§7.2 验收后一百二十日", List.of());
        var claiming = receivables.claim(town.supplier, "clerk-1", request);
        assertThat(claiming).isInstanceOf(Claiming.Claimed.class);
        return switch (((Claiming.Claimed) claiming).receivable()) {
            case Receivable.Matched matched -> matched.supported();
            case Receivable other -> {
                // Nothing was received: the claim waits for a receipt.
                assertThat(other).isInstanceOf(Receivable.Submitted.class);
                yield Money.fen(0);
            }
        };
    }
}
