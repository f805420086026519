package scf.platform.signing;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where the web server sends what went wrong before or behind all controllers: it is said in the form of all other
/// problems. Whoever asks for the path itself asks for something that does not exist.
@Hidden
@RestController
class ErrorsDoor implements ErrorController {

    @RequestMapping("${server.error.path:/error}")
    void error(HttpServletRequest request) {
        throw request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? Standard.of(status).problem()
                : Problem.notFound();
    }
}
