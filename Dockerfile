FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY QontoEmulator/QontoEmulator.csproj QontoEmulator/packages.lock.json QontoEmulator/
# Compiled ahead for this machine's processor: it halves the time to the first answer.
RUN case "$(uname -m)" in x86_64) echo linux-x64;; aarch64) echo linux-arm64;; esac > /rid \
 && dotnet restore QontoEmulator -r "$(cat /rid)" -p:PublishReadyToRun=true
COPY seed-data seed-data
COPY QontoEmulator QontoEmulator
RUN dotnet publish QontoEmulator -c Release -r "$(cat /rid)" --no-restore --no-self-contained \
      -p:PublishReadyToRun=true -p:DebugType=none -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# A volume mounted here belongs to the user that the emulator runs as.
RUN mkdir /data && chown $APP_UID /data
ENV QONTO_EMULATOR_HOST=0.0.0.0
USER $APP_UID
EXPOSE 8080
# The runtime image has no curl: the program asks itself.
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s CMD ["dotnet", "/app/QontoEmulator.dll", "healthcheck"]
ENTRYPOINT ["dotnet", "/app/QontoEmulator.dll"]
