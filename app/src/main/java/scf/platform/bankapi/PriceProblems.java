package scf.platform.bankapi;

import scf.platform.financing.PriceRefusal;
import scf.platform.signing.Problem;

/// What is said of a price that the rulebook does not take.
final class PriceProblems {

    private PriceProblems() {}

    static Problem of(PriceRefusal refusal, String fees) {
        var problem = switch (refusal) {
            case PriceRefusal.RateOutOfReason rate ->
                Problem.refused(
                                422,
                                "rate_out_of_reason",
                                "Rate out of reason",
                                "A rate is stated for a year, in percent, and is at most %s %%."
                                        .formatted(rate.most().percent()))
                        .field("/annualRate");
            case PriceRefusal.FeesAsInterest high ->
                Problem.refused(
                                422,
                                "fees_as_interest",
                                "Fees in place of interest",
                                "Of this loan at most %s may be deducted as fees; interest is paid afterwards."
                                        .formatted(high.most()))
                        .field(fees)
                        .with("most", high.most());
        };
        return problem.rule(refusal.rule().code().code(), refusal.rule().source());
    }
}
