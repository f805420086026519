package scf.platform.cityapi;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.money.Money;
import scf.platform.rulebook.RuleCode;
import scf.platform.signing.Caller;
import scf.platform.voucher.Volumes;
import scf.platform.whitelist.Readiness;

/// `/v1/reports`, for the city: the month's volumes as they are reported to the bill exchange (上海票据交易所, R-08), and
/// whether the platform could be filed.
@RestController
@RequestMapping("/v1/reports")
class ReportsDoor {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Volumes volumes;
    private final Readiness readiness;

    ReportsDoor(Volumes volumes, Readiness readiness) {
        this.volumes = volumes;
        this.readiness = readiness;
    }

    record VolumeJson(Volumes.Kind kind, int count, Money amount) {}

    record MonthlyJson(YearMonth month, String rule, List<VolumeJson> volumes) {}

    record ItemJson(String figure, int wanted, int found, boolean met) {}

    record ReadinessJson(String rule, List<ItemJson> items) {}

    /// What a filing asks of the platform (备案, R-09), and what it finds.
    @GetMapping("/readiness")
    ReadinessJson readiness(Caller caller) {
        caller.mustBe(PartyKind.CITY);
        return new ReadinessJson(
                RuleCode.R_09.code(),
                readiness.checklist().stream()
                        .map(item -> new ItemJson(item.figure(), item.wanted(), item.found(), item.isMet()))
                        .toList());
    }

    @GetMapping("/monthly")
    MonthlyJson monthly(Caller caller, @RequestParam YearMonth month) {
        caller.mustBe(PartyKind.CITY);
        return new MonthlyJson(
                month,
                RuleCode.R_08.code(),
                volumes.of(month).stream()
                        .map(volume -> new VolumeJson(volume.kind(), volume.count(), volume.amount()))
                        .toList());
    }

    /// The same as rows with a header, amounts in whole units with the currency's decimals.
    @GetMapping("/monthly.csv")
    ResponseEntity<String> monthlyRows(Caller caller, @RequestParam YearMonth month) {
        caller.mustBe(PartyKind.CITY);
        return ResponseEntity.ok().contentType(CSV).body(rows(month));
    }

    private String rows(YearMonth month) {
        return volumes.of(month).stream()
                .map(volume -> "%s,%s,%d,%s,%s\r\n"
                        .formatted(
                                month,
                                volume.kind(),
                                volume.count(),
                                volume.amount().format(),
                                volume.amount().currency().getCurrencyCode()))
                .collect(Collectors.joining("", "month,kind,count,amount,currency\r\n", ""));
    }
}
