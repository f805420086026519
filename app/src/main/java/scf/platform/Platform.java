package scf.platform;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The platform: a chain-master confirms what it owes, a bank lends on it, and both can prove it.
@SpringBootApplication
public class Platform {

    public static void main(String[] arguments) {
        SpringApplication.run(Platform.class, arguments);
    }
}
