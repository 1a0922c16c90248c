import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `The description of the API` {
    /// What anybody may fetch, and each route of it answers a stranger 401: so it is there, and shut.
    @Test func `names every route that there is, and no other`() async throws {
      try await onStage { stage async throws in
        let routes = try await stage.conformance().routes
        #expect(routes.count > 20)
        for (path, all) in Dictionary(grouping: routes, by: \.path) {
          let real = path.replacing("{id}", with: "1")
          for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] {
            let answer = try await stage.call(method, stage.url + "/api/v1" + real)
            let isDescribed = all.contains { $0.method == method }
            let status = !isDescribed ? 405 : path == "/openapi.json" ? 200 : 401
            #expect(answer.status == status, "\(method) \(path)")
            if status == 405 {
              #expect(answer.header("Allow") == all.map(\.method).sorted().joined(separator: ", "), "\(method) \(path)")
              #expect(answer.problem == .method)
            }
            if status == 401 { #expect(answer.header("WWW-Authenticate") == "Bearer realm=\"balie\"") }
          }
        }
      }
    }

    @Test func `has an unlike name for each route, and no schema that nobody uses`() async throws {
      try await onStage { stage async throws in
        let text = try await stage.get("/api/v1/openapi.json").text
        let names = text.matches(of: /"operationId":"(\w+)"/).map(\.1)
        #expect(Set(names).count == names.count && names.count > 20)
        let schemas = text.matches(of: /"#\/components\/schemas\/(\w+)"/).map(\.1)
        for name in Set(schemas) { #expect(text.contains("\"\(name)\":{"), "\(name)") }
      }
    }

    @Test(arguments: ["HEAD", "PATCH", "DELETE"])
    func `is kept by the form and the operator's pages too`(method: String) async throws {
      try await onStage { stage async throws in
        for url in [stage.url + "/", stage.url + "/pl", stage.operatorURL + "/livez"] {
          let answer = try await stage.call(method, url)
          #expect(answer.status == 405 && answer.header("Allow")?.hasPrefix("GET") == true, "\(method) \(url)")
          if method == "HEAD" { #expect(answer.bytes.isEmpty) }
        }
      }
    }
  }
}
