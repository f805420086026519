package scf.platform.financing;

/// How taking a request back ends, in order of precedence.
public sealed interface Withdrawing {

    /// There is none, or the caller did not make it.
    record NoSuchRequest() implements Withdrawing {}

    /// There is a loan on it, or the request has ended.
    record NotOpen(RequestState state) implements Withdrawing {}

    record Withdrawn(FinancingRequest.Ended request) implements Withdrawing {}
}
