package scf.platform.signing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Which rule a refusal goes by, and where it is written, for the refusals that name none themselves.
///
/// A code has one source, whichever door says it: a law or a supervisor's document where there is one, else the page of
/// ours that explains the code. A rule of ours goes by the code itself. What the rulebook versions by date is named by
/// its door, with the source of the version that was asked.
final class Sources {

    private static final String PAGES = """
            docs/api/signing.md: still_running busy invalid_field idempotency_key_reused
            docs/api/keys.md: no_active_act_key kid_taken
            docs/api/parties.md: city_exists identifier_taken no_such_enterprise no_such_bank verified_for_another
            docs/api/parties.md: leads_one_already tier_out_of_range is_the_master member_before inviter_missing
            docs/api/parties.md: inviter_not_wanted inviter_not_one_tier_above
            docs/api/parties.md: not_a_chain_master day_to_come dismissed_before
            docs/api/credit.md: period_upside_down currency_differs granted_before rows batch_number_used no_such_chain
            docs/api/credit.md: approval_days no_limit no_credit_line limit_closed held_before amount_not_positive
            docs/api/credit.md: LIMIT_CHAIN LIMIT_TIER LIMIT_SUPPLIER LIMIT_PRODUCT LIMIT_SINGLE_NAME
            docs/api/credit.md: LIMIT_GUARANTEE_POOL LIMIT_ISSUING_QUOTA node_ids not_to_be_covered rate_above_cap
            docs/api/credit.md: offer_hours nothing_offered terms_set_before policy banks_to_ask not_a_bank validity_over
            docs/api/credit.md: amount_above_voucher part_is_not_sold other_product amount_above_asked
            docs/api/credit.md: part_is_not_bought request_not_open rejected_before request_stands release_pending
            docs/api/credit.md: no_such_offer offer_lapsed act_for_other_offer voucher_not_active several_currencies
            docs/api/credit.md: no_offer_on_all not_an_act_for_each vouchers_to_finance financing_runs lock_pending
            docs/api/credit.md: changed_out_of_time registration_not_in_force
            docs/api/bank.md: amount_differs hold_expired loan_matured loan_not_pending loan_not_running
            docs/api/bank.md: voucher_not_locked lock_expired act_says_other nothing_paid payment_recorded_before
            docs/api/bank.md: payment_on_the_ledger payment_reversed_before maker_is_checker order_not_proposed
            docs/api/bank.md: share_above_all undertaking_over nothing_shared share_paid_before one_message
            docs/api/bank.md: late_rate_stated_before other_amount part_is_not_signed act_missing other_currency
            docs/api/receivables.md: receivable_state rows_refused dilution_on_its_way approved_before
            docs/api/documents.md: document_unreadable number_taken
            docs/api/vouchers.md: due_date_too_early acceptance_over voucher_not_pending voucher_frozen
            docs/api/vouchers.md: voucher_matured voucher_moved_before nothing_moves no_such_payee payee_is_the_holder
            docs/api/vouchers.md: nothing_in_part parts_above_face act_outdated voucher_waits_for_the_ledger
            docs/api/vouchers.md: voucher_not_frozen order_on_its_way
            """;

    private static final String RULES = """
            R-02 银发〔2025〕77号 art 10: amount_above_confirmed receivable_not_confirmed
            R-04 银发〔2025〕77号 art 13: registered_before registered_in_the_future request_not_accepted
            R-04 银发〔2025〕77号 art 13: registration_no_malformed registration_no_used
            R-05 银发〔2025〕77号 art 14: voucher_not_due instruction_not_due payer_without_account
            R-05 银发〔2025〕77号 art 14: payee_without_account nothing_matches
            R-07 银发〔2025〕77号: caps_too_early caps_set_before
            C-670 民法典 art 670: nothing_arrives
            W-01 榕政办规〔2024〕4号 六.1: entry_lives out_of_order not_publicised
            W-02 榕政办规〔2024〕4号 六.1: chain_master_not_listed
            """;

    private static final Map<String, Source> KNOWN = read();

    private Sources() {}

    /// @param page a law, a supervisor's document or a page of ours
    record Source(String rule, String page) {}

    static Source of(String code) {
        return KNOWN.getOrDefault(code, new Source(code, "docs/api/README.md"));
    }

    static Set<String> codes() {
        return KNOWN.keySet();
    }

    private static Map<String, Source> read() {
        var known = new HashMap<String, Source>();
        PAGES.lines().forEach(line -> {
            String page = before(line);
            named(line).forEach(code -> known.put(code, new Source(code, page)));
        });
        RULES.lines().forEach(line -> {
            String[] rule = before(line).split(" ", 2);
            named(line).forEach(code -> known.put(code, new Source(rule[0], rule[1])));
        });
        return Map.copyOf(known);
    }

    private static String before(String line) {
        return line.substring(0, line.indexOf(':'));
    }

    private static Stream<String> named(String line) {
        return Arrays.stream(line.substring(line.indexOf(':') + 1).strip().split(" "));
    }
}
