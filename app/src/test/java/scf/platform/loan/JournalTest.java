package scf.platform.loan;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.loan.ALoan.cny;

import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import scf.platform.money.Money;
import scf.schema.ids.BankReceiptId;
import scf.schema.ids.RepaymentId;

class JournalTest {

    @Test
    void the_debits_of_a_disbursement_equal_its_credits() {
        var loan = ALoan.bought("1000000.00", "3.85", 88);

        var journal = Journal.ofDisbursement(loan.terms(), loan.price());

        assertThat(journal.postings())
                .containsExactly(
                        debit(Journal.Account.PRINCIPAL, loan.terms().borrower(), "1000000.00"),
                        credit(Journal.Account.PAID_OUT, loan.terms().borrower(), "990588.89"),
                        credit(Journal.Account.DISCOUNT, loan.terms().bank(), "9411.11"));
        assertBalanced(journal);
    }

    @Test
    void what_is_left_of_a_pledged_voucher_is_booked_for_its_holder_and_of_a_bought_one_for_the_bank() {
        var pledged = ALoan.onPledge("800000.00", "4.35", 90);
        var bought = ALoan.bought("800000.00", "4.35", 90);

        var ofPledged = Journal.ofRepayment(pledged.terms(), voucherPaid(pledged, "1000000.00"));
        var ofBought = Journal.ofRepayment(bought.terms(), voucherPaid(bought, "1000000.00"));

        assertThat(ofPledged.postings())
                .contains(credit(Journal.Account.REMAINDER, pledged.terms().borrower(), "191300.00"));
        assertThat(ofBought.postings())
                .contains(credit(Journal.Account.REMAINDER, bought.terms().bank(), "200000.00"));
        assertBalanced(ofPledged);
        assertBalanced(ofBought);
    }

    @Test
    void no_posting_uses_the_platform_as_payer_or_payee() {
        var loan = ALoan.onPledge("800000.00", "4.35", 90);
        var parties = Set.of(
                loan.terms().bank(), loan.terms().borrower(), loan.terms().debtor());

        assertThat(Journal.ofRepayment(loan.terms(), voucherPaid(loan, "900000.00"))
                        .postings())
                .allSatisfy(posting -> assertThat(parties).contains(posting.party()));
        assertThat(Journal.ofDisbursement(loan.terms(), loan.price()).postings())
                .allSatisfy(posting -> assertThat(parties).contains(posting.party()));
        assertThat(Arrays.stream(Journal.Account.values()).map(Enum::name))
                .noneMatch(name -> name.contains("PLATFORM") || name.contains("CLEARING") || name.contains("WALLET"));
    }

    private static Repayment voucherPaid(ALoan loan, String amount) {
        var waterfall = Waterfall.of(cny(amount), loan.owedOnDay(90));
        return new Repayment(
                RepaymentId.random(),
                loan.terms().id(),
                loan.terms().debtor(),
                ALoan.START.plusDays(90),
                ALoan.START.plusDays(90),
                cny(amount),
                Money.zero(Money.CNY),
                waterfall.parts(),
                waterfall.remainder(),
                "reference",
                BankReceiptId.random(),
                0,
                0,
                "clerk",
                Instant.parse("2026-12-20T02:00:00Z"),
                null);
    }

    private static void assertBalanced(Journal journal) {
        assertThat(journal.postings().stream()
                        .mapToLong(Journal.Posting::debitMinor)
                        .sum())
                .isEqualTo(journal.postings().stream()
                        .mapToLong(Journal.Posting::creditMinor)
                        .sum());
    }

    private static Journal.Posting debit(Journal.Account account, scf.schema.ids.EnterpriseId party, String amount) {
        return new Journal.Posting(account, party, cny(amount).minor(), 0);
    }

    private static Journal.Posting credit(Journal.Account account, scf.schema.ids.EnterpriseId party, String amount) {
        return new Journal.Posting(account, party, 0, cny(amount).minor());
    }
}
