package scf.platform.bankapi;

import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.financing.RejectionReason;
import scf.platform.signing.Caller;

/// `/v1/rejection-reasons`: the dictionary of codes with which a bank says no, for everybody who counts or shows them.
@RestController
@RequestMapping("/v1/rejection-reasons")
class RejectionReasonsDoor {

    /// @param zh the same in Chinese
    record ReasonJson(RejectionReason code, String en, String zh) {}

    record ReasonsJson(List<ReasonJson> items) {}

    @GetMapping
    ReasonsJson all(Caller caller) {
        return new ReasonsJson(Arrays.stream(RejectionReason.values())
                .map(reason -> new ReasonJson(reason, reason.english(), reason.chinese()))
                .toList());
    }
}
