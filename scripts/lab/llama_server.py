"""Runs llama.cpp's HTTP server for one model on 127.0.0.1, until standard input ends."""

import argparse
import sys

import xllamacpp


def read_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--alias", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--context-size", type=int, required=True)
    parser.add_argument("--parallel", type=int, required=True)
    return parser.parse_args()


def make_parameters(arguments):
    parameters = xllamacpp.CommonParams()
    parameters.model.path = arguments.model
    parameters.port = arguments.port
    parameters.n_ctx = arguments.context_size
    parameters.n_parallel = arguments.parallel
    parameters.cpuparams.n_threads = arguments.threads
    parameters.cpuparams_batch.n_threads = arguments.threads
    parameters.hostnames = ["127.0.0.1"]
    parameters.model_alias = {arguments.alias}
    return parameters


def main():
    server = xllamacpp.Server(make_parameters(read_arguments()))
    sys.stdin.read()
    del server


main()
