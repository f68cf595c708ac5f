# syntax=docker/dockerfile:1.7
# The portal as one image. Written and checked as text; it has not been built on a Docker engine yet.
#
#   docker build -t smtportal .

FROM node:20.20.2-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0.401-noble AS build
# The build takes style sheets and scripts of the pages from npm.
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY global.json .editorconfig dotnet-tools.json ./
COPY src/ src/
# Compiled ahead of time the portal starts in about half the time, and a new node of several is there sooner.
RUN src/publish /portal

FROM mcr.microsoft.com/dotnet/aspnet:10.0.12-noble
WORKDIR /portal
COPY --from=build /portal ./
# What the portal keeps on disk: the inbox, and the embedded database where one is used.
RUN mkdir /data && chown app:app /data
ENV ASPNETCORE_HTTP_PORTS=8080 \
    Portal__DataFolder=/data \
    DOTNET_EnableDiagnostics=0
VOLUME /data
EXPOSE 8080
USER app
# The image has no curl; bash speaks enough HTTP.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\nX-Forwarded-Proto: https\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet", "SmtPortal.Web.dll"]
